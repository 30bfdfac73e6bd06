package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"plainsight/generator/kit/headers"
)

// malformed are requests that no browser sends. HOST stands for the host and
// the port of the preview.
var malformed = []string{
	"", "\n", "\r\n\r\n", "\x00\x00\x00\x00\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", " GET / HTTP/1.1\r\nHost: HOST\r\n\r\n",
	"GET / HTTP/9.9\r\nHost: HOST\r\n\r\n", "GET /\x00 HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: HOST\r\n\r\n",
	"GET /about/\r\nX: y HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n",
	"GET / HTTP/1.1\r\nHost: HOST\r\n: no name\r\n\r\n", "GET / HTTP/1.1\r\nHost: HOST\r\nA\x01B: c\r\n\r\n", "GET / HTTP/1.1\r\nHost: HOST\r\nA: b\x00c\r\n\r\n",
	"GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n", "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
	"GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: wrong\r\n\r\n", "POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
	"POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n",
	"CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n",
	"TRACE / HTTP/1.1\r\nHost: HOST\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
	"GET /../../etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET /..%5c..%5cdata HTTP/1.1\r\nHost: HOST\r\n\r\n",
	"GET /%00 HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET /%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET //evil.example/%2f.. HTTP/1.1\r\nHost: HOST\r\n\r\n",
	"GET /_plainsight/../data/site.yaml HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET /_plainsight/events?page=%ff&\x7f HTTP/1.1\r\nHost: HOST\r\n\r\n",
	"GET /" + strings.Repeat("a", 40_000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET / HTTP/1.1\r\nHost: HOST\r\n" + strings.Repeat("A: b\r\n", 9_000) + "\r\n",
	"GET /" + strings.Repeat("a/", 4_000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n", "GET / HTTP/1.1\r\nHost: HOST\r\nRange: bytes=0-0,1-1,2-2,9999999999999999999-\r\n\r\n",
}

// TestMalformedRequests sends each a few times: nothing but refusals comes
// back, with no file of the folder in them, and whoever asks properly is
// answered as before.
func TestMalformedRequests(t *testing.T) {
	d := serving(t, nil)
	host := strings.TrimPrefix(d.root, "http://")
	for i, request := range malformed {
		for range 3 {
			status, body := raw(t, host, strings.ReplaceAll(request, "HOST", host))
			whole := strings.Contains(request, "Range:") || strings.Contains(request, "evil.example/ HTTP")
			if status == http.StatusOK && !whole {
				t.Errorf("request %d, %.60q, is answered with a page", i, request)
			}
			if strings.Contains(body, "root:x:") || strings.Contains(body, "base_url") || strings.Contains(body, "Set-Cookie: a=b\r\n") || strings.Contains(body, "Location: //") {
				t.Errorf("request %d, %.60q, is answered with %.200s", i, request, body)
			}
		}
	}
	if status, _ := d.get("/"); status != http.StatusOK {
		t.Errorf("afterwards the page has status %d", status)
	}
	t.Logf("tried %d malformed requests", 3*len(malformed))
}

// raw sends bytes and gives the status and all that comes back, 0 for nothing.
func raw(t *testing.T, host, request string) (status int, answer string) {
	t.Helper()
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	go func() {
		_, _ = io.WriteString(conn, request)
		_ = conn.(*net.TCPConn).CloseWrite()
	}()
	came, _ := io.ReadAll(bufio.NewReader(conn))
	_, _ = fmt.Sscanf(string(came), "HTTP/1.1 %d", &status)
	return status, string(came)
}

// TestTheHeadersOfThePublicSite: a preview shows a page as servers should send
// it, so that what a header forbids is seen by who writes.
func TestTheHeadersOfThePublicSite(t *testing.T) {
	d := serving(t, nil)
	for _, address := range []string{"/", "/nowhere/", "/embed/chart/"} {
		answer, err := http.Get(d.root + address)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		for _, header := range headers.For(address) {
			if got := answer.Header.Get(header.Name); got != header.Value {
				t.Errorf("%s is sent with %s: %q, want %q", address, header.Name, got, header.Value)
			}
		}
	}
}
