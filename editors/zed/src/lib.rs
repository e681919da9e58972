//! Tells Zed how to start Glossator: the program on the path. What the settings say of it
//! under `lsp.glossator` Zed applies itself. Downloads nothing.

use zed_extension_api::{register_extension, Command, Extension, LanguageServerId, Result, Worktree};

struct Glossator;

impl Extension for Glossator {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, _server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree.which("glossator").ok_or(
            "glossator is not on the path of this project: install it, or name it in the settings \
             under lsp.glossator.binary",
        )?;
        Ok(Command { command, args: vec!["server".to_owned()], env: worktree.shell_env() })
    }
}

register_extension!(Glossator);
