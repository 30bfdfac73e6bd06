package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"plainsight/generator/task/build"
)

func init() {
	programs["the real site"] = buildTheRealSite
}

// limitVariable says how many MB of memory a process may have.
const limitVariable = "PLAINSIGHT_TEST_MEMORY"

// buildTheRealSite builds the site of this repository with nothing remembered
// and, where the system lets it, in little memory and without a network.
func buildTheRealSite() int {
	megabytes := uint64(0)
	if _, err := fmt.Sscan(os.Getenv(limitVariable), &megabytes); err != nil {
		panic(err)
	}
	// What a process may write to and shares with nobody, whether used or not.
	const data = 2 // RLIMIT_DATA
	if err := syscall.Setrlimit(data, &syscall.Rlimit{Cur: megabytes << 20, Max: megabytes << 20}); err != nil {
		panic(err)
	}
	if hosts, err := net.InterfaceAddrs(); err != nil || len(hosts) > 0 {
		fmt.Println("there is a network")
	}
	root, err := os.OpenRoot("..")
	if err != nil {
		panic(err)
	}
	result, err := build.Build(build.Options{Source: root.FS(), Output: os.Args[1], Now: time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)})
	if err != nil || !result.Published {
		fmt.Println(err, result.Problems)
		return machines
	}
	return done
}

// realSite runs that program with so much memory, and without a network where
// that can be had.
func realSite(output string, megabytes int) (said string, used int64, err error) {
	command := process("the real site", output)
	command.Env = append(command.Env, fmt.Sprintf("%s=%d", limitVariable, megabytes))
	command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET}
	if os.Getuid() != 0 {
		command.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
	}
	var told bytes.Buffer
	command.Stdout, command.Stderr = &told, &told
	if err := command.Start(); errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EINVAL) {
		command = &exec.Cmd{Path: command.Path, Args: command.Args, Env: command.Env, Stdout: &told, Stderr: &told}
		if err := command.Start(); err != nil {
			return "", 0, err
		}
	} else if err != nil {
		return "", 0, err
	}
	err = command.Wait()
	usage := command.ProcessState.SysUsage().(*syscall.Rusage)
	return told.String(), usage.Maxrss >> 10, err
}

// TestTheRealSiteInLittleMemory builds the site of this repository in 512 MB
// and without a network. With next to no memory a build fails, so that the
// limit is known to hold, and leaves the old site.
func TestTheRealSiteInLittleMemory(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	said, used, err := realSite(public, 512)
	if err != nil {
		t.Fatal(err, said)
	}
	network := "without a network"
	if strings.Contains(said, "there is a network") {
		network = "with the network of this machine, which may not be taken away here"
	}
	t.Logf("the site was built in 512 MB (RLIMIT_DATA), of which it used %d at most, %s", used, network)
	files := len(whole(t, public))
	said, _, err = realSite(public, 24)
	lacked := func(word string) bool { return strings.Contains(said, word) }
	if err == nil || !slices.ContainsFunc([]string{"memory", "SIGSEGV", "pthread_create"}, lacked) { // the runtime itself may find none
		t.Errorf("in 24 MB it ends with %v and says %.300s", err, said)
	}
	if after := len(whole(t, public)); after != files {
		t.Errorf("there were %d files, and are %d", files, after)
	}
	tried(t, 2, "builds of the real site in little memory")
}

// TestAFullDiskForTheProgram fills the disk that holds the texts, the memory
// of earlier builds and the site.
func TestAFullDiskForTheProgram(t *testing.T) {
	source := folderOf(t, nil)
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=64m"); err != nil {
		t.Skipf("no disk can be mounted here (%v); TestAFullDisk of stage/write tries the same by a limit on the size of files", err)
	}
	defer func() { _ = syscall.Unmount(small, syscall.MNT_DETACH) }()
	if err := os.CopyFS(small, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(small, "public")
	setAbout(t, small, "First words.")
	if code, _, aside := typed(t, []string{"build", "--source", small}); code != done {
		t.Fatal(aside)
	}
	setAbout(t, small, "Second words.")
	settings := filepath.Join(small, "data", "site.yaml")
	text, err := os.ReadFile(settings)
	if err == nil { // every page becomes another one
		err = os.WriteFile(settings, bytes.Replace(text, []byte("title: Inspections"), []byte("title: All inspections"), 1), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	lefts := []int{0, 8, 40}
	for _, left := range lefts {
		filler := fill(t, small, left)
		code, _, aside := typed(t, []string{"build", "--source", small})
		if code != machines || !strings.Contains(aside, syscall.ENOSPC.Error()) || !strings.Contains(aside, "is as it was") {
			t.Errorf("with %d KiB left it ends with %d and says %s", left, code, aside)
		}
		if page := whole(t, public)[aboutFile]; !strings.Contains(page, "First words.") {
			t.Error("the old site is another one")
		}
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, aside := typed(t, []string{"build", "--source", small}); code != done {
		t.Fatal(aside)
	}
	if page := whole(t, public)[aboutFile]; !strings.Contains(page, "Second words.") {
		t.Error("the second words are not published")
	}
	tried(t, len(lefts), "full disks under the whole program (ENOSPC on a small tmpfs)")
}

// fill leaves so many KiB of a disk.
func fill(t *testing.T, folder string, left int) (filler string) {
	t.Helper()
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		t.Fatal(err)
	}
	filler = filepath.Join(folder, "filler")
	if err := os.WriteFile(filler, make([]byte, int64(disk.Bavail)*disk.Bsize-int64(left)<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	return filler
}
