package witness

import (
	"runtime"
	"sync"
)

// side does n pieces of work side by side.
func side(n int, work func(i int)) {
	var group sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0)*2, n)
	for worker := range workers {
		group.Go(func() {
			for i := worker; i < n; i += workers {
				work(i)
			}
		})
	}
	group.Wait()
}
