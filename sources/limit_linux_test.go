package sources

import (
	"os/signal"
	"strconv"
	"syscall"
)

const canLimitFiles = true

// limitFiles makes writes beyond n bytes fail, as on a full disk; "" sets no limit.
func limitFiles(n string) {
	limit, err := strconv.ParseUint(n, 10, 64)
	if err != nil {
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit})
}
