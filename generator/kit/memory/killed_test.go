//go:build unix

package memory

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"
)

// The test of this file needs builds in processes of their own, in order to
// kill them. TestMain makes such a process of the test program.
const folderVariable = "PLAINSIGHT_TEST_CACHE"

func TestMain(m *testing.M) {
	folder := os.Getenv(folderVariable)
	if folder == "" {
		os.Exit(m.Run())
	}
	fmt.Println("ready")
	for i := 0; ; i++ {
		keep(folder, some(i)...)
	}
}

// some are the names that a build asks for: half of them are new each time.
func some(build int) (names []string) {
	for i := range 40 {
		names = append(names, fmt.Sprint(build*20+i))
	}
	return names
}

func TestKilledAtRandomMoments(t *testing.T) {
	folder := t.TempDir()
	for range 15 {
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), folderVariable+"="+folder)
		stdout, err := command.StdoutPipe()
		try(t, err)
		try(t, command.Start())
		_, err = bufio.NewReader(stdout).ReadString('\n')
		try(t, err)
		time.Sleep(rand.N(60 * time.Millisecond))
		try(t, command.Process.Kill())
		_ = command.Wait()
		knows(t, folder, some(rand.N(20))...)
	}
	keep(folder, "a", "b")
	expect(t, knows(t, folder, "a", "b"), "a", "b")
	if names := filesIn(folder); len(names) != 3 { // with the lock and the tag
		t.Errorf("the folder holds %q", names)
	}
}
