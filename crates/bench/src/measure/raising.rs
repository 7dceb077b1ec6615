//! Raising matters as people in the buildings do.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, ensure};
use hyper::StatusCode;

use super::client::Client;
use crate::data::Data;

/// What people say, in the words of their day.
const WORDS: [&str; 6] = [
    "大堂旋转门卡住，早高峰进不来，已经有人被夹了一下",
    "茶水间的饮水机漏水，地上湿滑，希望尽快来看",
    "停车场出口的杆总是不抬，后面排了十几辆车",
    "卫生间冲水阀坏了，一直在流",
    "空调外机晚上响得厉害，加班的人没法工作",
    "消防通道堆了纸箱，过不去人",
];

/// New matters, one after another, all over the district.
pub struct Raising {
    buildings: Vec<String>,
    next: AtomicUsize,
}

impl Raising {
    /// In every building of the district.
    pub fn everywhere() -> Self {
        let buildings = Data::plan().buildings.into_iter().map(|building| building.code);
        Self { buildings: buildings.collect(), next: AtomicUsize::new(0) }
    }

    /// The building and the words of the next one; no two say the same.
    pub fn next(&self) -> (&str, String) {
        let nth = self.next.fetch_add(1, Ordering::Relaxed);
        let words = WORDS[nth / 7 % WORDS.len()];
        (&self.buildings[nth % self.buildings.len()], format!("{words}（第 {nth} 次看到）"))
    }

    /// Raises one through the page; fails unless it was taken.
    pub async fn once(&self, client: &mut Client) -> Result<()> {
        let (building, text) = self.next();
        let path = format!("/b/{building}/raise");
        let fields = [("text", text.as_str()), ("different", "1"), ("phone", "13900005580")];
        let answer = client.post_parts(&path, &fields).await?;
        let taken = answer.status == StatusCode::SEE_OTHER && answer.location.contains("/follow/");
        ensure!(taken, "{path}: {} {}", answer.status, answer.location);
        Ok(())
    }
}
