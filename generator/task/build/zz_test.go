package build
import ("testing";"os";"runtime";"runtime/pprof";"time")
func TestZZHeap(t *testing.T){
 s,err:=prepare(Options{Source: os.DirFS("/tmp/inv-speed/1000-common"), Now: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)})
 if err!=nil {t.Fatal(err)}
 runtime.GC(); runtime.GC()
 f,_:=os.Create("/tmp/speed-heap.out"); pprof.WriteHeapProfile(f); f.Close()
 runtime.KeepAlive(s)
}
