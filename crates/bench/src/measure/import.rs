//! A ledger of orders taken in by command beside the running server, and how long somebody who
//! raises a matter meanwhile waits.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::load::{self, Ask, Measured};
use super::raising::Raising;
use super::server::program;
use crate::data::Data;

/// The heads of a hotline's ledger.
const HEAD: &str = "工单编号,标题,主要内容,来电人,来电人电话,小区点位,被反映街乡镇,来电时间,工单状态,办结时间,是否联系,是否解决,是否满意";

/// What taking a ledger in came to.
pub struct Imported {
    /// Rows of orders.
    pub rows: usize,
    /// From the start of the command to its end.
    pub took: Duration,
    /// Those who raised matters meanwhile.
    pub others: Measured,
}

/// Takes `rows` orders in beside the server at `address`.
pub async fn run(root: &Path, folder: &Path, address: SocketAddr, rows: usize) -> Result<Imported> {
    let file = write(folder, rows)?;
    let (end, ended) = tokio::sync::watch::channel(false);
    let ask = Ask::Raise(Arc::new(Raising::everywhere()));
    let others = tokio::spawn(async move { load::steadily(address, &ask, 40, ended).await });
    let watch = crate::stopwatch::start();
    let mut command = Command::new(program()?);
    command.args(["import", "orders", "--json", "--data"]).arg(root).arg(&file);
    let output = tokio::task::spawn_blocking(move || command.stderr(Stdio::inherit()).output());
    let output = output.await??;
    let took = watch.elapsed();
    end.send(true)?;
    let others = others.await??;
    let told: serde_json::Value = serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stdout).into_owned())?;
    ensure!(told[0]["applied"] == true, "the ledger was not taken in: {told:.2000}");
    Ok(Imported { rows, took, others })
}

/// A ledger of finished and open orders all over the district.
fn write(folder: &Path, rows: usize) -> Result<PathBuf> {
    let plan = Data::plan();
    let mut text = HEAD.to_owned();
    for row in 0..rows {
        let building = &plan.buildings[row * 7 % plan.buildings.len()];
        let street = plan.streets[building.street].row.name;
        let (month, day, hour) = (row % 10 + 1, row % 28 + 1, row % 12 + 8);
        let state = if row % 10 == 0 {
            "办理中,,,,"
        } else {
            "已办结,2026-11-01 17:00,是,解决,满意"
        };
        let name = &building.name;
        text.push_str(&format!(
            "\nB{row:07},{row} 号来电：供暖不热,{name} 供暖三天不热，打物业电话没人接，希望尽快处理,\
             王某,13900005580,{name},{street},2026-{month:02}-{day:02} {hour:02}:30,{state}"
        ));
    }
    text.push('\n');
    let path = folder.join("orders.csv");
    std::fs::write(&path, text)?;
    Ok(path)
}
