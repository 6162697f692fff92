//go:build !windows && !darwin

package sources

// systemDataPath is the XDG default (https://specifications.freedesktop.org/basedir-spec/latest/).
func systemDataPath(getenv func(string) string) string {
	if home := getenv("HOME"); home != "" {
		return home + "/.local/share/stet/data.sqlite"
	}
	return ""
}
