package browser

import "testing"

func TestModesAreReadAsTheyAreWritten(t *testing.T) {
	for _, name := range []string{
		"320-light", "1280-dark", "320-dark-contrast", "1280-light-forced", "700-light-print", "320-light-noscript", "320-light-zoomed",
		"1280-light-large", "320-dark-grey", "320-light+colours=yellow-on-black", "1280-dark-contrast+colours=cream+size=giant",
	} {
		mode, err := ParseMode(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if mode.String() != name {
			t.Errorf("%s became %s", name, mode)
		}
	}
	for _, name := range []string{"", "320", "light", "0-light", "-320-light", "320-purple", "320x-light", "320-light+cream"} {
		if mode, err := ParseMode(name); err == nil {
			t.Errorf("%q was taken for %s", name, mode)
		}
	}
}
