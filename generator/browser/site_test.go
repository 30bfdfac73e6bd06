package browser

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestServeAnswersAsAHostWould(t *testing.T) {
	site := serve(t, "testdata/sound")
	if want := []string{"/404.html", "/"}; !slices.Equal(site.Pages, want) {
		t.Errorf("the pages are %q, want %q", site.Pages, want)
	}
	for _, one := range []struct {
		address string
		status  int
		holds   string
	}{
		{"/", http.StatusOK, "<h1>A sound page</h1>"},
		{"/style.css", http.StatusOK, "focus-visible"},
		{"/404.html", http.StatusOK, "<h1>Not here</h1>"},
		{"/nowhere", http.StatusNotFound, "<h1>Not here</h1>"},
		{"/no/where/", http.StatusNotFound, "<h1>Not here</h1>"},
	} {
		response, err := http.Get(site.Root + one.address)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != one.status || !strings.Contains(string(body), one.holds) {
			t.Errorf("%s gave status %d, want %d, and:\n%s", one.address, response.StatusCode, one.status, body)
		}
	}
}
