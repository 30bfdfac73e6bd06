package disk

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAGlanceSeesWhatLstatSees(t *testing.T) {
	folder := t.TempDir()
	for _, err := range []error{
		os.WriteFile(filepath.Join(folder, "file"), []byte("words"), 0o640), os.Mkdir(filepath.Join(folder, "below"), 0o750),
		os.Symlink("file", filepath.Join(folder, "link")), os.Chmod(filepath.Join(folder, "below"), 0o750|os.ModeSetgid|os.ModeSticky),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{folder, filepath.Join(folder, "file"), filepath.Join(folder, "below"), filepath.Join(folder, "link"), "/dev/null"} {
		info, err := os.Lstat(path)
		if err != nil {
			t.Fatal(err)
		}
		mode, size, changed, err := Glance(path)
		if err != nil || mode != info.Mode() || size != info.Size() || changed != info.ModTime().UnixNano() {
			t.Errorf("%s: %s %d %d, %v; Lstat says %s %d %d", path, mode, size, changed, err, info.Mode(), info.Size(), info.ModTime().UnixNano())
		}
	}
	if _, _, _, err := Glance(filepath.Join(folder, "none")); !os.IsNotExist(err) {
		t.Errorf("of what is not there: %v", err)
	}
}
