package serve

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/kit/headers"
)

// own is the folder of addresses that belong to the preview and not to the
// site.
const own = "/_plainsight/"

//go:embed renew.js live.js live.css
var live embed.FS

// named are files of the theme whose names hold the sum of their bytes. A
// browser that asks for them again and again shows each save later.
var named = regexp.MustCompile(`^assets/[^/]+\.[0-9a-f]{8}\.[a-z0-9]+$`)

const kept = "private, max-age=86400, immutable"

// version tells the script and the style of one build of the program from
// those of another.
var version = func() string {
	digest := sha256.New()
	for _, name := range []string{"renew.js", "live.js", "live.css"} {
		bytes, _ := live.ReadFile(name) // embedded
		digest.Write(bytes)
	}
	return hex.EncodeToString(digest.Sum(nil)[:8])
}()

// silent drops what net/http has to say of malformed requests.
var silent = log.New(io.Discard, "", 0)

// guarded answers only requests for this computer by its own names. A page of
// a stranger can point a name of its own at 127.0.0.1 and so read what is
// under embargo; the name that it calls is then not one of these.
func guarded(site http.Handler, port int) http.Handler {
	var names []string
	for _, name := range []string{"localhost", "127.0.0.1", "::1"} {
		names = append(names, net.JoinHostPort(name, strconv.Itoa(port)))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !slices.Contains(names, strings.ToLower(r.Host)):
			http.Error(w, fmt.Sprintf("This is a preview for this computer alone. Open http://localhost:%d/", port), http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "A preview can only be read.", http.StatusMethodNotAllowed)
		default:
			site.ServeHTTP(w, r)
		}
	})
}

// ServeHTTP answers one request.
func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	for _, one := range headers.For(r.URL.Path) { // as the public site has them
		header.Set(one.Name, one.Value)
	}
	header.Set("Cache-Control", "no-store")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch r.URL.Path {
	case own + "events":
		s.events(w, r)
	case own + "renew.js", own + "live.js", own + "live.css":
		bytes, _ := live.ReadFile(path.Base(r.URL.Path)) // embedded
		header.Set("Cache-Control", kept)
		send(w, r, http.StatusOK, path.Base(r.URL.Path), bytes)
	default:
		s.show(w, r)
	}
}

// show answers with a file of the site, or with the page for addresses that
// are not there.
func (s *shop) show(w http.ResponseWriter, r *http.Request) {
	name := nameOf(r.URL.Path)
	made, found := s.file(name)
	status := http.StatusOK
	if !found {
		if _, isFolder := s.file(name + "/index.html"); isFolder {
			// A path of this host in a clean form, so that no other is named.
			http.Redirect(w, r, path.Clean("/"+r.URL.Path)+"/", http.StatusMovedPermanently)
			return
		}
		name, status = "404.html", http.StatusNotFound
		made, found = s.file(name)
	}
	if !found || made.err != nil {
		s.showNothing(w, r, status, made.err)
		return
	}
	if path.Ext(name) == ".html" {
		made.bytes = dressed(made.bytes, s.sum(name), s.banner(name))
	}
	if found && named.MatchString(name) {
		w.Header().Set("Cache-Control", kept)
	}
	send(w, r, status, name, made.bytes)
}

// showNothing is the page where there is none to show: because it is not
// there, because the site was never sound, or because its template fails.
func (s *shop) showNothing(w http.ResponseWriter, r *http.Request, status int, err error) {
	words := "There is no page here."
	s.lock.Lock()
	waiting := s.sound == nil
	s.lock.Unlock()
	switch {
	case err != nil:
		status, words = http.StatusInternalServerError, err.Error()
	case waiting:
		status, words = http.StatusServiceUnavailable, "The site cannot be shown until the problems are mended. Then it appears by itself."
	}
	send(w, r, status, "nothing.html", dressed(bare(words), "none", ""))
}

func send(w http.ResponseWriter, r *http.Request, status int, name string, bytes []byte) {
	kind := mime.TypeByExtension(path.Ext(name))
	switch path.Ext(name) { // the same on every machine
	case ".js":
		kind = "text/javascript; charset=utf-8"
	case ".csv":
		kind = "text/csv; charset=utf-8"
	case ".xml":
		kind = "application/xml; charset=utf-8"
	case "":
		kind = "text/plain; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(bytes)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(bytes) // who is gone needs no answer
	}
}

// events tells a page, as it happens, which problems there are and the sum of
// what stands at its address: an event stream as the HTML standard has it.
func (s *shop) events(w http.ResponseWriter, r *http.Request) {
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	name := nameOf(r.URL.Query().Get("page"))
	s.opened(name)
	defer s.left(name)
	for {
		problems, news, open := s.state(name)
		told, _ := json.Marshal(struct { // strings can always be written
			Problems string `json:"problems"`
			Sum      string `json:"sum"`
		}{problems, s.sum(name)})
		if _, err := fmt.Fprintf(w, "data: %s\n\n", told); err != nil || out.Flush() != nil || !open {
			return
		}
		select {
		case <-news:
		case <-r.Context().Done():
			return
		}
	}
}

// nameOf is the file of an address.
func nameOf(address string) string {
	name := strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

// sum tells whether what stands at an address is what was seen there before.
func (s *shop) sum(name string) string {
	made, found := s.file(name)
	if !found {
		if made, found = s.file("404.html"); !found {
			return "none"
		}
	}
	digest := sha256.New()
	digest.Write(made.bytes)
	fmt.Fprint(digest, made.err, s.banner(name))
	return hex.EncodeToString(digest.Sum(nil)[:8])
}
