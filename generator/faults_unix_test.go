//go:build unix

package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The tests of this file let the whole program meet what goes wrong on real
// machines, in processes of their own. TestMain makes the program of the test
// when it is called with this variable.
const programVariable = "PLAINSIGHT_TEST_PROGRAM"

// programs are the program as it is, and others that a test needs.
var programs = map[string]func() int{
	"plainsight": func() int {
		fmt.Fprintln(os.Stderr, "ready")
		return run(os.Args[1:], os.Stdout, os.Stderr)
	},
	"nobody": asNobody,
}

func TestMain(m *testing.M) {
	if program, named := programs[os.Getenv(programVariable)]; named {
		os.Exit(program())
	}
	os.Exit(m.Run())
}

func process(program string, words ...string) *exec.Cmd {
	command := exec.Command(os.Args[0], words...)
	command.Env = append(os.Environ(), programVariable+"="+program)
	return command
}

// A soak tries many more faults: `make soak` sets this.
const soakVariable = "PLAINSIGHT_SOAK"

func soaked(usual, inASoak int) int {
	if os.Getenv(soakVariable) != "" {
		return inASoak
	}
	return usual
}

// tried says how many faults a test has tried; a soak adds them up.
func tried(t *testing.T, faults int, what string) {
	t.Helper()
	t.Logf("tried %d %s", faults, what)
}

// whole fails unless a published folder holds every file that its manifest
// lists, with its sum, and no other. It gives the files.
func whole(t *testing.T, public string) map[string]string {
	t.Helper()
	files := filesIn(t, public)
	var manifest struct {
		Files []struct{ Path, SHA256 string }
	}
	if err := json.Unmarshal([]byte(files["manifest.json"]), &manifest); err != nil || len(manifest.Files)+1 != len(files) {
		t.Fatalf("the manifest lists %d of %d files, %v", len(manifest.Files), len(files), err)
	}
	for _, one := range manifest.Files {
		if sum := sha256.Sum256([]byte(files[one.Path])); hex.EncodeToString(sum[:]) != one.SHA256 {
			t.Fatalf("%s is not as the manifest says", one.Path)
		}
	}
	return files
}

func aboutPage(words string) []byte {
	return []byte("---\ntitle: About\nsummary: The site.\n---\n\n" + words + "\n")
}

func setAbout(t *testing.T, source, words string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(source, "content", "pages", "about.md"), aboutPage(words), 0o644); err != nil {
		t.Fatal(err)
	}
}

const aboutFile = "about/index.html"

// TestTheProgramKilled kills whole builds, with their memory of earlier ones,
// and builds on what they left.
func TestTheProgramKilled(t *testing.T) {
	source := folderOf(t, nil)
	public := filepath.Join(source, "public")
	setAbout(t, source, "Words 0.")
	if code, _, aside := typed(t, []string{"build", "--source", source}); code != done {
		t.Fatal(aside)
	}
	kills := soaked(3, 60)
	for i := range kills {
		setAbout(t, source, fmt.Sprintf("Words %d.", i+1))
		command := process("plainsight", "build", "--source", source)
		stderr, err := command.StderrPipe()
		if err != nil || command.Start() != nil {
			t.Fatal("the program does not start", err)
		}
		_, _ = bufio.NewReader(stderr).ReadString('\n')
		time.Sleep(rand.N(600 * time.Millisecond))
		_ = command.Process.Kill()
		_ = command.Wait()
		if page := whole(t, public)[aboutFile]; !strings.Contains(page, "Words ") {
			t.Fatal("the page is another one")
		}
	}
	setAbout(t, source, "Words at last.")
	if code, _, aside := typed(t, []string{"build", "--source", source}); code != done {
		t.Fatal(aside)
	}
	if page := whole(t, public)[aboutFile]; !strings.Contains(page, "Words at last.") {
		t.Error("the last words are not published")
	}
	tried(t, kills, "kills of the whole program (SIGKILL)")
}

// TestTheProgramsAtOnce starts several builds of one folder at the same time.
func TestTheProgramsAtOnce(t *testing.T) {
	source := folderOf(t, nil)
	var commands []*exec.Cmd
	for range 3 {
		command := process("plainsight", "build", "--source", source)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		commands = append(commands, command)
	}
	for _, command := range commands {
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	}
	whole(t, filepath.Join(source, "public"))
	tried(t, len(commands), "programs that build one folder at once")
}

// TestNamesOfFiles lays files with names of all kinds into a site: each that
// cannot be published is told with what to do, all in one run, and the old
// site stays.
func TestNamesOfFiles(t *testing.T) {
	source := folderOf(t, nil)
	if code, _, aside := typed(t, []string{"build", "--source", source}); code != done {
		t.Fatal(aside)
	}
	before := whole(t, filepath.Join(source, "public"))
	pages := filepath.Join(source, "content", "pages")
	lay := func(name string) error { return os.WriteFile(filepath.Join(pages, name), aboutPage("Words."), 0o644) }
	stopping := map[string]struct {
		lay  func() error
		said string
	}{
		"250 letters":    {func() error { return lay(strings.Repeat("a", 247) + ".md") }, "aaa.md: error: the name of this file is too long for an address that people type"},
		"spaces":         {func() error { return lay("with space.md") }, "Name the file “with-space.md”."},
		"a line break":   {func() error { return lay("line\nbreak.md") }, "Name the file “line-break.md”."},
		"capitals":       {func() error { return lay("Πλατεία.md") }, "Name the file “πλατεία.md”."},
		"a case clash":   {func() error { return lay("About.md") }, "the address /about/ is taken"},
		"markup":         {func() error { return lay("<b onclick=x>.md") }, "Name the file “b-onclick-x.md”."},
		"no text":        {func() error { return lay("\xff\xfe.md") }, "the name of this file cannot be read as letters"},
		"a loop":         {func() error { return os.Symlink(".", filepath.Join(pages, "loop")) }, "content/pages/loop: error: this is a link to a folder"},
		"round in a row": {func() error { return os.Symlink("round.md", filepath.Join(pages, "round.md")) }, "content/pages/round.md: error: this link leads round in a circle"},
		"a link to devices": {func() error { return os.Symlink("/dev/zero", filepath.Join(source, "data", "sources", "zero.yaml")) },
			"data/sources/zero.yaml: error: this link leads out of the folder of the site"},
		"a pipe":             {func() error { return syscall.Mkfifo(filepath.Join(pages, "pipe.md"), 0o644) }, "content/pages/pipe.md: error: this is a pipe"},
		"a path that leaves": {func() error { return os.Symlink("../../../", filepath.Join(pages, "up")) }, "content/pages/up: error: this link leads out of the folder of the site"},
	}
	for name, one := range stopping {
		if err := one.lay(); err != nil {
			t.Fatal(name, err)
		}
	}
	code, says, aside := typed(t, []string{"build", "--source", source})
	if code != toMend || !strings.Contains(says, "stays as it was") {
		t.Errorf("it ends with %d and says %s", code, says)
	}
	for name, one := range stopping {
		if !strings.Contains(aside, one.said) {
			t.Errorf("of %s it does not say %q:\n%s", name, one.said, aside)
		}
	}
	if !maps.Equal(before, whole(t, filepath.Join(source, "public"))) {
		t.Error("the old site is another one")
	}
	tried(t, len(stopping), "files with names or of kinds that cannot be published")
}

// TestNamesThatArePublished: long names and names of other scripts are good
// addresses.
func TestNamesThatArePublished(t *testing.T) {
	files := map[string]string{}
	names := []string{strings.Repeat("a", 200), "πλατεία", "মার্টন", "服务", "πύλη-2"}
	for _, name := range names {
		files["content/pages/"+name+".md"] = string(aboutPage("Words."))
	}
	source := folderOf(t, files)
	code, _, aside := typed(t, []string{"build", "--source", source})
	if code != done {
		t.Fatal(aside)
	}
	for _, name := range names {
		if _, published := whole(t, filepath.Join(source, "public"))[name+"/index.html"]; !published {
			t.Errorf("%s is not published", name)
		}
	}
	tried(t, len(names), "long names and names of other scripts")
}

// TestAClockThatWasSetBack: by a wrong clock nothing is built, since what came
// out of embargo would vanish. Who names an earlier moment gets it, and is told.
func TestAClockThatWasSetBack(t *testing.T) {
	source := folderOf(t, nil)
	public := filepath.Join(source, "public")
	setAbout(t, source, "First words.")
	if code, _, aside := typed(t, []string{"build", "--source", source}); code != done {
		t.Fatal(aside)
	}
	later := time.Now().Add(48 * time.Hour)
	if err := os.Chtimes(filepath.Join(public, "manifest.json"), later, later); err != nil {
		t.Fatal(err)
	}
	setAbout(t, source, "Second words.")
	code, _, aside := typed(t, []string{"build", "--source", source})
	if code != machines || !strings.Contains(aside, "set the clock, or name the moment of the build with --now") {
		t.Errorf("it ends with %d and says %s", code, aside)
	}
	if page := whole(t, public)[aboutFile]; !strings.Contains(page, "First words.") {
		t.Error("the old site is another one")
	}
	code, _, aside = typed(t, []string{"build", "--source", source, "--now", "2026-05-09T09:00:00Z"})
	if code != done || !strings.Contains(aside, "This build is as of 9 May 2026, 10:00, London time") {
		t.Errorf("it ends with %d and says %s", code, aside)
	}
	if page := whole(t, public)[aboutFile]; !strings.Contains(page, "Second words.") {
		t.Error("the new site is another one")
	}
	tried(t, 2, "clocks that were set back")
}

// TestNoPermission: whoever may not write, or not read, is told which file it
// is about, and the old site stays.
func TestNoPermission(t *testing.T) {
	source := folderOf(t, nil)
	if code, _, aside := typed(t, []string{"build", "--source", source}); code != done {
		t.Fatal(aside)
	}
	before := whole(t, filepath.Join(source, "public"))
	for folder := source; folder != os.TempDir() && folder != "/"; folder = filepath.Dir(folder) {
		_ = os.Chmod(folder, 0o755)
	}
	about := filepath.Join(source, "content", "pages", "about.md")
	for _, c := range []struct {
		take func() error
		code int
		said string
	}{
		{func() error { setAbout(t, source, "Other words."); return nil }, machines, "permission denied"},
		{func() error { return os.Chmod(about, 0) }, toMend, "content/pages/about.md: error: this file cannot be read"},
	} {
		if err := c.take(); err != nil {
			t.Fatal(err)
		}
		command := process("nobody", "build", "--source", source)
		var aside bytes.Buffer
		command.Stderr = &aside
		var exit *exec.ExitError
		if err := command.Run(); !errors.As(err, &exit) || exit.ExitCode() != c.code || !strings.Contains(aside.String(), c.said) {
			t.Errorf("it ends with %v and says %s", err, aside.String())
		}
		if !maps.Equal(before, whole(t, filepath.Join(source, "public"))) {
			t.Error("the old site is another one")
		}
	}
	tried(t, 2, "builds without permission to write or to read")
}

// asNobody is the program for an account that may write nothing there.
func asNobody() int {
	if os.Getuid() == 0 { // root may do everything
		if err := syscall.Setuid(65534); err != nil {
			panic(err)
		}
		return run(os.Args[1:], os.Stdout, os.Stderr)
	}
	source := os.Args[3]
	err := fs.WalkDir(os.DirFS(source), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return os.Chmod(filepath.Join(source, name), 0o555)
	})
	if err != nil {
		panic(err)
	}
	return run(os.Args[1:], os.Stdout, os.Stderr)
}
