//! The machine in neutral words: enough to judge the numbers by.

use std::path::Path;

use anyhow::{Context, Result};

/// Cores, memory and the kind of disk below `folder`, and how long a sync takes on it.
pub fn describe(folder: &Path) -> Result<String> {
    std::fs::create_dir_all(folder)?;
    let cores = std::thread::available_parallelism()?;
    let text = std::fs::read_to_string("/proc/meminfo")?;
    let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let total = total.context("no memory")?.trim().trim_end_matches(" kB").parse::<f64>()?;
    let sync = sync_time(folder)?;
    Ok(format!(
        "{cores} cores, {:.0} GB of memory, a disk that takes {sync:.2} ms to sync a page",
        total / 1024.0 / 1024.0
    ))
}

/// The middle one of many writes of a page, each synced, in milliseconds.
fn sync_time(folder: &Path) -> Result<f64> {
    use std::io::{Seek, SeekFrom, Write};
    const TIMES: usize = 200;
    let path = folder.join("sync");
    let mut file = std::fs::File::create(&path)?;
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let watch = crate::stopwatch::start();
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        times.push(watch.elapsed().as_secs_f64() * 1_000.0);
    }
    std::fs::remove_file(&path)?;
    times.sort_by(f64::total_cmp);
    Ok(times[TIMES / 2])
}
