//! Ends the server when the process of its client is gone, for clients that were
//! killed and left the streams open.

use std::time::Duration;

use super::shared::Shared;

/// How often the client's process is looked for.
const PACE: Duration = Duration::from_secs(3);

/// Returns when the client's process, or the one named on the command line, is gone;
/// never when neither is known.
pub(super) async fn client_gone(shared: &Shared, named: Option<u32>) {
    let mut pace = tokio::time::interval(PACE);
    loop {
        pace.tick().await;
        let processes = [named, shared.editor().process];
        let look = move || processes.into_iter().flatten().any(|process| !is_alive(process));
        if tokio::task::spawn_blocking(look).await.unwrap_or(false) {
            tracing::info!("the client is gone");
            return;
        }
    }
}

#[cfg(target_os = "linux")]
fn is_alive(process: u32) -> bool {
    // Where /proc is hidden nothing can be said, so the server stays.
    let is_visible = std::path::Path::new("/proc/self").exists();
    !is_visible || std::path::Path::new(&format!("/proc/{process}")).exists()
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_alive(process: u32) -> bool {
    let asked = std::process::Command::new("ps").args(["-p", &process.to_string()]).output();
    asked.map_or(true, |answer| answer.status.success())
}

/// Elsewhere the end of standard input has to do.
#[cfg(not(unix))]
fn is_alive(_process: u32) -> bool {
    true
}
