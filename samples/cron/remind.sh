#!/bin/sh
# remind.sh TO LEDGER...: mails what is overdue, due today or due soon; nothing due, no mail.
# Subject and text are UTF-8 and base64, so that Chinese is whole under cron, which runs in the C locale.
#   SOON=7d,3d,1d   lead times          TODAY=2026-05-25   another day than today
#   SENDMAIL=...    what sends the mail (default: sendmail -t)
# Exit status: 0 nothing due, 1 mailed, 2 trouble (what could be read is mailed all the same).
set -u
[ $# -ge 2 ] || { echo "usage: remind.sh TO LEDGER..." >&2; exit 2; }
to=$1
shift
report=$(deadline-check --lang=zh --soon "${SOON:-7d}" ${TODAY:+--today "$TODAY"} "$@")
status=$?
[ -n "$report" ] || exit $status
coded() { base64 | tr -d '\n'; }
{
  printf 'To: %s\n' "$to"
  printf 'Subject: =?UTF-8?B?%s?=\n' "$(printf %s "${report%%，*}" | coded)"
  printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n'
  printf '%s\n' "$report" | base64
} | ${SENDMAIL:-/usr/sbin/sendmail -t} || exit 2
exit $status
