package disk

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
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
		is, err := Glance(path)
		if err != nil || is.Mode != info.Mode() || is.Size != info.Size() || is.Changed != info.ModTime().UnixNano() {
			t.Errorf("%s: %v, %v; Lstat says %s %d %d", path, is, err, info.Mode(), info.Size(), info.ModTime().UnixNano())
		}
	}
	if _, err := Glance(filepath.Join(folder, "none")); !os.IsNotExist(err) {
		t.Errorf("of what is not there: %v", err)
	}
}

// TestAListSaysWhatGlancesSay of a folder with more names than are read at once.
func TestAListSaysWhatGlancesSay(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "below"), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("below", filepath.Join(folder, "link")); err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%0200d", i*7919%300)), make([]byte, i), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	itself, entries, err := List(folder)
	if err != nil {
		t.Fatal(err)
	}
	if is, _ := Glance(folder); itself != is {
		t.Errorf("the folder itself is %v", itself)
	}
	found, err := os.ReadDir(folder)
	if err != nil || len(found) != len(entries) {
		t.Fatalf("%d entries, not %d, %v", len(entries), len(found), err)
	}
	inside, err := Into(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer inside.Close()
	if is, err := inside.Glance("."); is != itself || err != nil {
		t.Errorf("from inside the folder is %v, %v", is, err)
	}
	if _, err := inside.Glance("none/below"); !os.IsNotExist(err) {
		t.Errorf("from inside, of what is not there: %v", err)
	}
	for i, one := range found {
		want, _ := Glance(filepath.Join(folder, one.Name()))
		want.Name = one.Name()
		seen, _ := inside.Glance(one.Name())
		seen.Name = one.Name()
		if is := entries[i]; is != want || is != seen {
			t.Errorf("%v, not %v and %v", is, want, seen)
		}
	}
	if runtime.GOOS == "linux" && entries[7].Number == entries[8].Number {
		t.Error("two files have one number")
	}
	if _, _, err := List(filepath.Join(folder, "none")); !os.IsNotExist(err) {
		t.Errorf("of what is not there: %v", err)
	}
}

// TestAFileHasOneNumber by whichever of its names it is listed.
func TestAFileHasOneNumber(t *testing.T) {
	folder, linked := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "one"), nil, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(filepath.Join(folder, "one"), filepath.Join(linked, "again")); err != nil {
		t.Skip("here a file has one name: ", err)
	}
	_, first, err := List(folder)
	if err != nil {
		t.Fatal(err)
	}
	_, again, err := List(linked)
	if err != nil || len(again) != 1 || again[0].Disk != first[0].Disk || again[0].Number != first[0].Number {
		t.Errorf("the same file is %v and %v, %v", first, again, err)
	}
}
