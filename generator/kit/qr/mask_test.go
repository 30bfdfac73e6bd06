package qr

import (
	"strings"
	"testing"
)

// same holds a code against that of the library.
func same(t *testing.T, text string) {
	t.Helper()
	made, err := Of(text)
	slow, errSlow := byLibrary(text)
	if (err == nil) != (errSlow == nil) {
		t.Fatalf("%q gives the error %v, and the library's is %v", text, err, errSlow)
	}
	if err == nil && (made.Size != slow.Size || made.Path() != slow.Path()) {
		t.Errorf("%q has another code than the library's", text)
	}
}

func TestCodesAreTheLibrarys(t *testing.T) {
	address := "https://inspections.merton.example/authorities/farham-3/compare/2018-01-08-ilacs-and-2019-04-01-ilacs/"
	for length := 1; length < 230; length++ {
		same(t, strings.Repeat(address, 3)[:length])
	}
}

func FuzzOf(f *testing.F) {
	f.Add("https://a.example/go/2022/")
	f.Add("0123456789")
	f.Add("")
	f.Fuzz(same)
}

func BenchmarkOf(b *testing.B) {
	const address = "https://inspections.merton.example/authorities/farham-3/inspections/2018-01-08-ilacs/"
	for name, of := range map[string]func(string) (Code, error){"ours": Of, "library": byLibrary} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				made, err := of(address)
				if err != nil || made.Path() == "" {
					b.Fatal(err)
				}
			}
		})
	}
}
