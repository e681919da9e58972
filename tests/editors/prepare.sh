# Sourced by the test of an editor: a home with no settings in it, and the server on PATH,
# where the lines of editors/README.md look for it. Leaves `here` (tests/editors) and `home`.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$WORKSPACE")/home
mkdir -p "$home"/{bin,.config,run}
chmod 700 "$home/run"
ln -sf "$(realpath "$GLOSSATOR")" "$home/bin/glossator"
export HOME=$home PATH=$home/bin:$PATH XDG_RUNTIME_DIR=$home/run
export XDG_CONFIG_HOME=$home/.config XDG_CACHE_HOME=$home/.cache XDG_DATA_HOME=$home/.local/share
cd "$WORKSPACE" || exit 2
