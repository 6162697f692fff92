//go:build windows || darwin

package sources

import (
	"os"
	"path/filepath"
)

// systemDataPath is beside other programs' data: Application Support, or AppData.
func systemDataPath(func(string) string) string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "stet", "data.sqlite")
}
