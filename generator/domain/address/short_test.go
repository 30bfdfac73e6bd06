package address

import "testing"

func TestShortAddressesCanBeReadFromPaper(t *testing.T) {
	for word, want := range map[string]bool{
		"2022": true, "supervision": true, "visit-2020": true, "out-of-hours": true,
		"": false, "2O22": false, "2022a": false, "l0": false, "Supervision": false, "a b": false, "-a": false, "a--b": false, "a/b": false,
		"сare": false, "café": false, // the first letter of the former is Cyrillic
		"a-word-that-is-much-too-long": false,
	} {
		if IsShort(word) != want {
			t.Errorf("IsShort(%q) is not %v", word, want)
		}
	}
	if Short("2022") != "/go/2022/" {
		t.Error(Short("2022"))
	}
}
