//! Invented people, one for each role, and for the important ones a neighbour elsewhere who must
//! not see what is theirs.

use std::sync::Arc;

use platform::account::{second_factor, sign_in};
use platform::journal::Origin;
use platform::{Role, World};

/// The password of every persona.
pub const PASSWORD: &str = "Lantern-42!";
/// The secret of the second factor, for those who need one.
pub const TOTP_SECRET: [u8; 20] = *b"persona-second-facto";

/// Where somebody's post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Block A in the first street: where tests raise their matters.
    Here,
    /// The block in the second street of the same district.
    There,
    /// Another district.
    Away,
}

/// Where a persona sits.
#[derive(Debug, Clone, Copy)]
pub struct Casting {
    /// The name to sign in with.
    pub login: &'static str,
    /// The name people call them by.
    pub shown: &'static str,
    /// Where the body is.
    pub side: Side,
    /// Its kind.
    pub body: &'static str,
    /// The seat in it.
    pub seat: &'static str,
    /// The role that the charter gives the seat.
    pub role: Role,
}

macro_rules! personas {
    ($($(#[$doc:meta])* $name:ident = $login:literal $shown:literal $side:ident
        $body:literal / $seat:literal as $role:ident;)*) => {
        /// Somebody who signs in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Persona {
            $($(#[$doc])* $name,)*
        }

        impl Persona {
            /// Everybody.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Who they are and where they sit.
            #[must_use]
            pub const fn casting(self) -> Casting {
                match self {
                    $(Self::$name => Casting {
                        login: $login,
                        shown: $shown,
                        side: Side::$side,
                        body: $body,
                        seat: $seat,
                        role: Role::$role,
                    },)*
                }
            }
        }
    };
}

personas! {
    /// Runs the installation.
    Operator = "operator" "邓操" Here "administration" / "operator" as Operator;
    /// Opens and locks accounts.
    SecurityAdmin = "security" "安静宜" Here "administration" / "security_admin" as SecurityAdmin;
    /// Reads the journal.
    Auditor = "auditor" "沈计" Here "administration" / "auditor" as Auditor;
    /// Of the district's office.
    District = "sunping" "孙萍" Here "district_office" / "staff" as District;
    /// Of the street's office.
    Street = "liuyan" "刘岩" Here "street_office" / "staff" as Street;
    /// A department's liaison.
    Department = "gaoyuan" "高原" Here "department" / "liaison" as Department;
    /// Heads the workstation.
    StationHead = "hejun" "何军" Here "workstation" / "head" as StationHead;
    /// A worker of the workstation.
    Worker = "zhoumin" "周敏" Here "workstation" / "worker" as StationWorker;
    /// Another worker of the same workstation.
    Colleague = "liqian" "李倩" Here "workstation" / "worker" as StationWorker;
    /// Secretary of the building's party organisation.
    PartySecretary = "wangli" "王莉" Here "building_party" / "secretary" as PartySecretary;
    /// The rotating chief.
    Chief = "zhaolei" "赵磊" Here "committee" / "chief" as Chief;
    /// Sits on the committee for the enterprises.
    Committee = "qianhong" "钱红" Here "committee" / "enterprise" as Committee;
    /// Leads the twelfth floor.
    FloorLeader = "suntao" "孙涛" Here "committee" / "floor_leader" as FloorLeader;
    /// The legal officer.
    Officer = "wujing" "吴静" Here "committee" / "legal_officer" as Officer;
    /// Staff of the grid around the block.
    GridWorker = "zhengkai" "郑凯" Here "community" / "grid_worker" as GridWorker;
    /// Manages the block for the property company.
    Property = "chenxiaodong" "陈晓东" Here "property_company" / "manager" as Property;
    /// Stands for the owner.
    Owner = "fengwei" "冯伟" Here "owner" / "representative" as Owner;
    /// Of an enterprise on the twelfth floor.
    Enterprise = "linyue" "林悦" Here "enterprise" / "liaison" as Enterprise;
    /// Of the other street.
    OtherStreet = "other-street" "许岚" There "street_office" / "staff" as Street;
    /// Of a department that nobody asked.
    OtherDepartment = "other-department" "方舟" There "department" / "liaison" as Department;
    /// Heads the workstation of the other street.
    OtherStationHead = "other-head" "郝建" There "workstation" / "head" as StationHead;
    /// A worker of the workstation of the other street.
    OtherWorker = "other-worker" "马琳" There "workstation" / "worker" as StationWorker;
    /// Secretary in the other street.
    OtherPartySecretary = "other-secretary" "曹慧" There "building_party" / "secretary" as PartySecretary;
    /// Chief of the other block.
    OtherChief = "other-chief" "彭飞" There "committee" / "chief" as Chief;
    /// Sits on the other block's committee.
    OtherCommittee = "other-committee" "袁媛" There "committee" / "enterprise" as Committee;
    /// Leads a floor of the other block.
    OtherFloorLeader = "other-floor" "丁宁" There "committee" / "floor_leader" as FloorLeader;
    /// Legal officer of the other block.
    OtherOfficer = "other-officer" "董文" There "committee" / "legal_officer" as Officer;
    /// Staff of the grid around the other block.
    OtherGridWorker = "other-grid" "田野" There "community" / "grid_worker" as GridWorker;
    /// Manages the other block.
    OtherProperty = "other-property" "黄海" There "property_company" / "manager" as Property;
    /// Stands for the other block's owner.
    OtherOwner = "other-owner" "石坚" There "owner" / "representative" as Owner;
    /// Of an enterprise in the other block.
    OtherEnterprise = "other-enterprise" "谢安然" There "enterprise" / "liaison" as Enterprise;
    /// Of another district's office.
    OtherDistrict = "other-district" "唐宁" Away "district_office" / "staff" as District;
    /// A worker of a workstation in another district.
    AwayWorker = "away-worker" "罗成" Away "workstation" / "worker" as StationWorker;
}

impl Persona {
    /// The role the post gives.
    #[must_use]
    pub const fn role(self) -> Role {
        self.casting().role
    }

    /// Somebody with the same role elsewhere; `None` for those whose role has no place, and for
    /// the neighbours themselves.
    #[must_use]
    pub fn neighbour(self) -> Option<Self> {
        let mine = self.casting();
        Self::ALL.iter().copied().find(|other| {
            let theirs = other.casting();
            mine.side == Side::Here && theirs.side != Side::Here && theirs.role == mine.role
        })
    }

    /// Signs in through the doors everybody uses; the session's token.
    ///
    /// # Panics
    /// When signing in is refused.
    pub async fn enter(self, world: &Arc<World>) -> String {
        let entered = sign_in(world, self.casting().login, PASSWORD.to_owned(), Origin::Web).await;
        let token = entered.expect("the password is right").token;
        if self.role().needs_second_factor() {
            let code = second_factor::code_at(&TOTP_SECRET, world.time.now());
            let passed = second_factor::pass(world, token.as_str(), &code, Origin::Web);
            passed.await.expect("the code is right");
        }
        token.as_str().to_owned()
    }
}
