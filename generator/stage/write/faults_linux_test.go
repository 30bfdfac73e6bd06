package write

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mounted mounts a file system of its own for a test, as small as the options say.
func mounted(t *testing.T, options string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, options); err != nil {
		t.Skipf("no disk can be mounted here (%v); TestAFullDisk tries the same by a limit on the size of files", err)
	}
	t.Cleanup(func() { try(t, syscall.Unmount(folder, syscall.MNT_DETACH)) })
	return folder
}

func remount(t *testing.T, folder string, flags uintptr, options string) {
	t.Helper()
	try(t, syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT|flags, options))
}

// A disk without room, or without room for further files, ends a build at one
// file or another. The old site stays, and where there is room again the next
// build is as any other.
func TestADiskWithoutRoom(t *testing.T) {
	var sizes []string
	for left := 0; left < 660; left += soaked(180, 12) {
		sizes = append(sizes, fmt.Sprintf("size=%dk", 1020+left))
	}
	for left := 0; left < 120; left += soaked(60, 10) {
		sizes = append(sizes, fmt.Sprintf("size=8m,nr_inodes=%d", 260+left))
	}
	for _, size := range sizes {
		folder := mounted(t, size)
		output := filepath.Join(folder, "public")
		put(t, output, ".gitkeep", "")
		try(t, build(output, "1"))
		said := complaint(t, "build", output, "2")
		for _, part := range []string{"the site in " + output + " is as it was", syscall.ENOSPC.Error()} {
			if !strings.Contains(said, part) {
				t.Errorf("with %s it did not say %q: %s", size, part, said)
			}
		}
		equal(t, whole(t, output), "1")
		tidy(t, output)
		remount(t, folder, 0, "size=8m,nr_inodes=10000")
		try(t, build(output, "2"))
		equal(t, whole(t, output), "2")
	}
	tried(t, len(sizes), "full disks (ENOSPC on a small tmpfs)")
}

func TestADiskThatCannotBeWrittenTo(t *testing.T) {
	folder := mounted(t, "size=8m")
	output := filepath.Join(folder, "public")
	put(t, output, ".gitkeep", "")
	try(t, build(output, "1"))
	remount(t, folder, syscall.MS_RDONLY, "")
	for _, version := range []string{"1", "2"} {
		said := complaint(t, "build", output, version)
		for _, part := range []string{"the site in " + output + " is as it was", syscall.EROFS.Error()} {
			if !strings.Contains(said, part) {
				t.Errorf("it did not say %q: %s", part, said)
			}
		}
	}
	equal(t, whole(t, output), "1")
	remount(t, folder, 0, "")
	try(t, build(output, "2"))
	equal(t, whole(t, output), "2")
	tidy(t, output)
	tried(t, 2, "disks that cannot be written to (EROFS)")
}

// A folder that is a disk of its own can have no other in its place.
func TestAnOutputThatIsADisk(t *testing.T) {
	output := mounted(t, "size=8m")
	put(t, output, ".gitkeep", "")
	staged, _, err := Stage(output, pages("1").artifacts())
	if err == nil {
		_, err = staged.Swap()
	}
	if err == nil || !strings.Contains(err.Error(), "the site in "+output+" is as it was") || !strings.Contains(err.Error(), "disk of its own") {
		t.Errorf("it said %v", err)
	}
	equal(t, list(t, output), ".gitkeep: ")
	tried(t, 1, "outputs that are disks (EXDEV, EBUSY)")
}

// A loop of links, a device and a socket are carried along and never read.
func TestForeignThingsThatCannotBeRead(t *testing.T) {
	folder := t.TempDir()
	output := filepath.Join(folder, "public")
	put(t, output, ".gitkeep", "")
	try(t, os.Symlink(".", filepath.Join(output, "loop")))
	try(t, os.Symlink("round", filepath.Join(output, "round")))
	things := 2
	if err := syscall.Mknod(filepath.Join(output, "zero"), syscall.S_IFCHR|0o644, 1<<8|5); err == nil {
		things++
	} else if !errors.Is(err, syscall.EPERM) {
		t.Fatal(err)
	}
	for _, text := range []string{"1", "2"} {
		publish(t, output, site{"index.html", text})
	}
	for link, target := range map[string]string{"loop": ".", "round": "round"} {
		if found, err := os.Readlink(filepath.Join(output, link)); err != nil || found != target {
			t.Errorf("%s leads to %q, %v", link, found, err)
		}
	}
	tried(t, things, "loops and devices in the output")
}
