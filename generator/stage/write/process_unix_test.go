//go:build unix

package write

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The tests of this file need builds in processes of their own: to kill them,
// to take rights from them, to fill their disk. TestMain makes such a process
// of the test program when it is called with one of these orders.
var orders = map[string]func(output, version string) error{
	"build": build,
	"build again and again": func(output, _ string) error {
		for {
			if err := errors.Join(build(output, "1"), build(output, "2"), goBack(output)); err != nil {
				return err
			}
		}
	},
	"build with small files only": func(output, version string) error {
		limit := syscall.Rlimit{Cur: 1000, Max: 1000}
		return errors.Join(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit), build(output, version))
	},
	"build as nobody": func(output, version string) error {
		if os.Getuid() == 0 { // root may write everywhere
			if err := syscall.Setuid(65534); err != nil {
				return err
			}
		}
		return build(output, version)
	},
}

const orderVariable = "PLAINSIGHT_TEST_ORDER"

func TestMain(m *testing.M) {
	obey, ordered := orders[os.Getenv(orderVariable)]
	if !ordered {
		os.Exit(m.Run())
	}
	fmt.Println("ready")
	if err := obey(os.Args[1], os.Args[2]); err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
}

func order(order, output, version string) *exec.Cmd {
	command := exec.Command(os.Args[0], output, version)
	command.Env = append(os.Environ(), orderVariable+"="+order)
	return command
}

func build(output, version string) error {
	staged, problems, err := Stage(output, pages(version).artifacts())
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return errors.New(problems[0].Message)
	}
	_, err = staged.Swap()
	return err
}

func goBack(output string) error {
	staged, problems, err := Rollback(output)
	if err != nil || len(problems) > 0 {
		return fmt.Errorf("%v, %w", problems, err)
	}
	_, err = staged.Swap()
	return err
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

// pages is a site of which some files are the same in each version, some say
// the version, and some are in this version alone.
func pages(version string) site {
	var s site
	for i := range 60 {
		s = append(s,
			fmt.Sprintf("inspections/%d/index.html", i), "version "+version+"\n"+strings.Repeat("text ", 1000),
			fmt.Sprintf("pictures/%d.svg", i), "the same",
			fmt.Sprintf("of %s/%d.csv", version, i), "version "+version+"\n",
		)
	}
	return append(s, "index.html", "version "+version+"\n")
}

// whole fails unless a folder holds one version of the site, with every file
// as the manifest says, a .gitkeep and nothing else. It gives the version.
func whole(t *testing.T, folder string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, manifestName))
	try(t, err)
	listed, err := readManifest(string(text))
	try(t, err)
	expected := map[string]bool{manifestName: true, ".gitkeep": true}
	versions := map[string]bool{}
	for _, file := range listed.Files {
		content, err := os.ReadFile(filepath.Join(folder, file.Path))
		try(t, err)
		if describe(file.Path, content) != file {
			t.Fatalf("%s is not as the manifest says", file.Path)
		}
		expected[file.Path] = true
		if first, _, _ := strings.Cut(string(content), "\n"); strings.HasPrefix(first, "version ") {
			versions[strings.TrimPrefix(first, "version ")] = true
		}
	}
	err = filepath.WalkDir(folder, func(at string, entry fs.DirEntry, err error) error {
		path, _ := filepath.Rel(folder, at)
		if err == nil && !entry.IsDir() && !expected[path] {
			t.Fatalf("%s does not belong to the site", path)
		}
		return err
	})
	try(t, err)
	if len(versions) != 1 {
		t.Fatalf("the site is of the versions %v", versions)
	}
	for version := range versions {
		return version
	}
	return ""
}

func TestKilledAtRandomMoments(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	put(t, output, ".gitkeep", "")
	try(t, build(output, "1"))
	kills := soaked(20, 500)
	for range kills {
		command := order("build again and again", output, "")
		stdout, err := command.StdoutPipe()
		try(t, err)
		try(t, command.Start())
		_, err = bufio.NewReader(stdout).ReadString('\n')
		try(t, err)
		time.Sleep(rand.N(100 * time.Millisecond))
		try(t, command.Process.Kill())
		_ = command.Wait()

		if version := whole(t, output); version != "1" && version != "2" {
			t.Fatalf("the site is of version %q", version)
		}
		before := filepath.Join(besides(output), "before")
		if _, err := os.Stat(before); err == nil {
			if _, err := os.Stat(filepath.Join(before, manifestName)); err == nil {
				whole(t, before)
			}
		}
	}
	try(t, build(output, "3"))
	equal(t, whole(t, output), "3")
	tidy(t, output)
	tried(t, kills, "kills at a random moment (SIGKILL)")
}

func TestAReaderAlwaysFindsASite(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	try(t, build(output, "1"))
	command := order("build again and again", output, "")
	try(t, command.Start())
	last, swaps := "version 1\n", 0
	for end := time.Now().Add(30 * time.Second); swaps < 6 && time.Now().Before(end); {
		text, err := os.ReadFile(filepath.Join(output, "index.html"))
		if err != nil || string(text) != "version 1\n" && string(text) != "version 2\n" {
			t.Errorf("the reader found %q (%v)", text, err)
			break
		}
		if string(text) != last {
			last = string(text)
			swaps++
		}
	}
	try(t, command.Process.Kill())
	_ = command.Wait()
	if swaps < 6 {
		t.Errorf("the reader saw %d swaps, the last of %q", swaps, last)
	}
}

func TestBuildsInManyProcessesWaitForEachOther(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	put(t, output, ".gitkeep", "")
	var commands []*exec.Cmd
	for _, version := range []string{"1", "2", "3", "4"} {
		command := order("build", output, version)
		try(t, command.Start())
		commands = append(commands, command)
	}
	for _, command := range commands {
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	}
	one, other := whole(t, output), whole(t, filepath.Join(besides(output), "before"))
	if one == other {
		t.Errorf("version %s was published twice", one)
	}
	tidy(t, output)
	tried(t, len(commands), "builds of one output at once")
}

// complaint carries out an order that has to fail and gives what was said.
func complaint(t *testing.T, what, output, version string) string {
	t.Helper()
	said, err := order(what, output, version).Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Fatalf("it ended with %v and said %s", err, said)
	}
	return string(said)
}

func TestAFullDisk(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	put(t, output, ".gitkeep", "")
	try(t, build(output, "1"))
	said := complaint(t, "build with small files only", output, "2")
	for _, part := range []string{
		"the site in " + output + " is as it was", "inspections/0/index.html could not be written", "file too large",
	} {
		if !strings.Contains(said, part) {
			t.Errorf("it did not say %q: %s", part, said)
		}
	}
	equal(t, whole(t, output), "1")
	tidy(t, output)
	try(t, build(output, "2"))
	equal(t, whole(t, output), "2")
	tried(t, 1, "full disks (EFBIG by RLIMIT_FSIZE)")
}

func TestAParentThatCannotBeWrittenTo(t *testing.T) {
	parent := t.TempDir()
	output := filepath.Join(parent, "public")
	put(t, output, ".gitkeep", "")
	try(t, os.Chmod(filepath.Dir(parent), 0o755))
	try(t, os.Chmod(parent, 0o555))
	defer os.Chmod(parent, 0o755)
	said := complaint(t, "build as nobody", output, "1")
	for _, part := range []string{"the site in " + output + " is as it was", ".public.plainsight", "permission denied"} {
		if !strings.Contains(said, part) {
			t.Errorf("it did not say %q: %s", part, said)
		}
	}
	equal(t, list(t, output), ".gitkeep: ")
	tried(t, 1, "folders without permission (EACCES as nobody)")
}

// A pipe can neither be copied nor read, so it has to be linked.
func TestAForeignPipeStays(t *testing.T) {
	output := filepath.Join(t.TempDir(), "public")
	put(t, output, "index.txt", "mine")
	try(t, syscall.Mkfifo(filepath.Join(output, "pipe"), 0o600))
	publish(t, output, site{"index.html", "home"})
	found, err := os.Lstat(filepath.Join(output, "pipe"))
	try(t, err)
	if found.Mode().Type() != fs.ModeNamedPipe {
		t.Errorf("it became a %v", found.Mode())
	}
}
