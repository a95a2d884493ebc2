#!/bin/bash
# samples/cron: mail that is sent when there is something to say, whole in the C locale.
. "$(dirname "$0")/../tap.sh"
cat >sendmail <<'X'
#!/bin/sh
cat >>"$MAILBOX"
X
chmod +x sendmail
export MAILBOX=$T/mbox SENDMAIL=$T/sendmail
plan-parse "$SAMPLES/plan-village.txt" | task-split -o tasks.csv
part() { # WHAT: the subject or the body of the mail, as a mail program shows it
  python3 - "$MAILBOX" "$1" <<'X'
import email, email.policy, sys
m = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)
print(m["subject"] if sys.argv[2] == "subject" else m["to"] if sys.argv[2] == "to" else m.get_content(), end="")
assert not m.defects and not m["subject"].defects
X
}
remind() {
  rm -f "$MAILBOX"
  run env -u LC_ALL TODAY="$1" "$SAMPLES/cron/remind.sh" clerk@qingxi.example "${@:2}"
}
remind 2026-05-25 tasks.csv
is "$rc:$out$err" 1: "something is due: exit 1, in silence"
is "$(PYTHONUTF8=1 part to) $(PYTHONUTF8=1 part subject)" "clerk@qingxi.example 截至 2026-05-25：超期 2 项" "to whom, about what"
is "$(PYTHONUTF8=1 part body)" "$(deadline-check --lang=zh --today 2026-05-25 tasks.csv)" "the text is the report"
[ "$(awk '{ print length }' "$MAILBOX" | sort -n | tail -n 1)" -le 76 ] && ! LC_ALL=C grep -q '[^ -~]' "$MAILBOX"
ok $? "ASCII in short lines: any mail program can carry it"
remind 2026-01-01 tasks.csv
is "$rc:$out$err:$([ -e "$MAILBOX" ] && echo mail)" "0::" "nothing due: silence, and no mail"
sed '2s/2026-04-30/2026-04-31/' tasks.csv >bad.csv
remind 2026-05-25 bad.csv
is "$rc" 2 "a bad row: exit 2"
like "$err" "bad.csv:2:.*ledger-bad-date" "which cron mails"
is "$(PYTHONUTF8=1 part subject)" "截至 2026-05-25：超期 1 项" "the others are mailed all the same"
remind 2026-05-25 nowhere.csv
is "$rc:$([ -e "$MAILBOX" ] && echo mail)" "2:" "no ledger: exit 2, no mail"
SENDMAIL=false remind 2026-05-25 tasks.csv
is "$rc" 2 "mail that cannot be sent: exit 2"
run "$SAMPLES/cron/remind.sh" clerk@qingxi.example
like "$rc:$err" "^2:usage" "usage"
# the line of the crontab, as cron runs it
cp "$SAMPLES/cron/remind.sh" .
is "$(grep -cv -e '^#' -e '^[A-Z]*=' "$SAMPLES/cron/crontab")" 1 "one job"
is "$(sed -n '$p' "$SAMPLES/cron/crontab" | cut -d' ' -f1-5)" "30 7 * * 1-5" "five fields of time"
rm -f "$MAILBOX"
run env -i PATH="$PATH" MAILBOX="$MAILBOX" SENDMAIL="$SENDMAIL" TODAY=2026-05-25 CAMPAIGN="$T" \
  sh -c "$(sed -n '$p' "$SAMPLES/cron/crontab" | cut -d' ' -f6-)"
is "$rc:$out$err:$(PYTHONUTF8=1 part subject)" "1::截至 2026-05-25：超期 2 项" "the job runs with nothing but what the crontab sets"
finish
