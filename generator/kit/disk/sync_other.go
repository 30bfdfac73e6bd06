//go:build !linux

package disk

import (
	"os"
	"runtime"
)

// Sync returns when everything written below the folder will outlive a loss
// of power. The files were settled as they were written, so it is left to
// settle the folder, which Windows does by itself.
func Sync(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	opened, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer opened.Close()
	return opened.Sync()
}

// settle writes a file through to the disk.
func settle(file *os.File) error { return file.Sync() }
