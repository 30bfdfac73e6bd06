package build

import (
	"os"
	"runtime"
	"runtime/debug"
)

// many is from how many files on memory counts for more than time: a council's site is
// the simple case, which fits anywhere. Where there are veryMany, what lives alone takes
// more than half of the GiB that a country's site may.
const many, veryMany = 500, 50_000

// spare has garbage take less than half the room of what a large site needs, and not as
// much again: of very many files a quarter, also while they are decoded. That costs a
// sixth of the time of a clean build, and a country's site has room on a laptop. Who
// sets GOGC decides otherwise.
func spare(files int, decoded bool) {
	switch {
	case os.Getenv("GOGC") != "":
	case files > veryMany:
		debug.SetGCPercent(25)
	case files > many && decoded:
		debug.SetGCPercent(45)
	}
}

// settle takes away what the stages so far left behind, which the next would only add
// to: memory is fullest where they meet. It takes a hundredth of a second at a thousand
// inspections.
func settle() { runtime.GC() }
