package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
)

// Every page of the suite is sent with the headers that the program writes for
// servers, so that what they forbid and a page needs is a fault on that page.
func TestHeadersAreSent(t *testing.T) {
	site := serve(t, os.Getenv(siteVariable))
	for _, address := range []string{"/", "/inspections/2022-02-ilacs/", "/feed.xml", "/no-such-page/"} {
		answer, err := http.Get(site.Root + address)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		policies := strings.Join(answer.Header.Values("Content-Security-Policy"), ", ")
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Permissions-Policy": "camera=()",
		} {
			if got := answer.Header.Get(header); !strings.Contains(got, want) {
				t.Errorf("%s is sent with %s: %q", address, header, got)
			}
		}
		if !strings.Contains(policies, "default-src 'self'") || strings.Contains(policies, "unsafe-inline") ||
			answer.StatusCode == http.StatusOK && !strings.Contains(policies, "frame-ancestors 'self'") {
			t.Errorf("%s is sent with the policies %q", address, policies)
		}
	}
}

// A page of another host cannot frame a page of the site, and a page of the
// site can: so the headers are heeded.
func TestWhoMayFrame(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	framing := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!DOCTYPE html><title>Frame</title><iframe src="%s/about/"></iframe>`, site.Root)
	})
	stranger := httptest.NewServer(framing)
	defer stranger.Close()
	with(tabs, func(tab *Tab) {
		faults := look(t, tab, quiet, stranger.URL+"/", phone)
		refused := func(fault Fault) bool {
			return strings.Contains(fault.Words, "frame-ancestors") || strings.Contains(fault.Words, "X-Frame-Options")
		}
		if !slices.ContainsFunc(faults, refused) {
			t.Errorf("a stranger may frame a page: %v", faults)
		}
		tab.address = ""
	})
}
