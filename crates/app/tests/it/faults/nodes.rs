//! Several servers: on one PostgreSQL they share everything, on one SQLite file the second one is
//! turned away.

use std::sync::Mutex;
use std::sync::mpsc;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use platform::{Db, StoreError};
use testkit::Persona;
use testkit::persona::PASSWORD;

use super::asking::Client;
use super::ground::{Ground, Server, refused};
use super::wholeness::assert_whole;
use super::writers::{Writers, look_up};

#[test]
fn a_second_server_shares_a_cluster_and_is_turned_away_from_a_file() {
    let ground = Ground::fresh();
    let first = Server::start(&ground, 1);
    if ground.is_shared() {
        shared(&ground, first);
        return;
    }
    let mut second = ground.command("serve");
    second.args(["--listen", "127.0.0.1:0"]);
    let (code, said) = refused(second);
    assert_eq!(code, 2, "{said}");
}

fn shared(ground: &Ground, mut first: Server) {
    let second = Server::start(ground, 2);
    let client = |server: &Server, session: Option<&str>| Client {
        server: server.address,
        session: session.map(str::to_owned),
        from: "10.1.1.1".to_owned(),
    };
    for server in [&first, &second] {
        let desk = client(server, Some(&ground.seats.worker)).get("/desk").unwrap();
        assert_eq!(desk.status, 200, "a session lasts on every node");
    }

    // Failures are counted by name, wherever they happen.
    let name = Persona::StationHead.casting().login;
    for server in [&first, &second, &first, &second, &first] {
        let wrong = [("name", name), ("password", "wrong")];
        assert_eq!(client(server, None).post("/sign-in", &wrong).unwrap().status, 422);
    }
    let right = [("name", name), ("password", PASSWORD)];
    for server in [&first, &second] {
        let locked = client(server, None).post("/sign-in", &right).unwrap();
        assert_eq!(locked.status, 422, "a locked name is locked on every node");
    }

    let acts = write_on_both(ground, &mut first, &second);
    let db = ground.place().open_database().unwrap();
    let twice = count(
        &db,
        "SELECT count(*) AS n FROM (SELECT name FROM job_lease GROUP BY name HAVING count(DISTINCT holder) > 1) AS held",
    );
    assert_eq!(twice, 0, "each job has one holder");
    // As if the minute had passed for which the dead node's leases last.
    db.write(|tx| {
        Ok::<_, StoreError>(diesel::sql_query("UPDATE job_lease SET until = 0").execute(tx.conn)?)
    })
    .unwrap();
    let sealed = (0..10_000).any(|_| {
        let reader = client(&second, None);
        assert_eq!(reader.get("/healthz").unwrap().status, 200);
        count(&db, "SELECT count(*) AS n FROM journal_pending") == 0
    });
    assert!(sealed, "the second node seals what the first one left");
    look_up(second.address, &acts, 1);
    ground.verify(1);
    assert_whole(&db, 1);
}

/// People write on both nodes; the first one is killed under them, the second one goes on.
fn write_on_both(
    ground: &Ground,
    first: &mut Server,
    second: &Server,
) -> Vec<super::writers::Acknowledged> {
    let (tell, hear) = mpsc::channel();
    let known = Mutex::default();
    let at = |server: &Server, seed, tell| Writers {
        server: server.address,
        seats: &ground.seats,
        seed,
        tell,
        known: &known,
    };
    let (one, other) = (at(first, 1, tell.clone()), at(second, 2, tell));
    let mut acts = Vec::new();
    std::thread::scope(|threads| {
        threads.spawn(|| one.stranger(1));
        threads.spawn(|| one.staff(2));
        // Bounded, since this node lives on.
        threads.spawn(|| other.rounds(3, 20));
        acts.extend(hear.iter().take(40));
        first.kill();
    });
    acts.extend(hear.try_iter());
    acts
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn count(db: &Db, asked: &'static str) -> i64 {
    let counted =
        db.read(|conn| Ok::<Counted, StoreError>(diesel::sql_query(asked).get_result(conn)?));
    counted.unwrap().n
}
