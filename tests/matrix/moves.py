"""THE table of moves of ru-moscow-assembly: where a notice stands, what can be done, by whom.

Every (stage, move, person) that is not written here is refused and changes nothing. Read off
decisions 11 to 13 and the file of the law; `answered` and `drafted` are states of a stage.

    hold opened the notice by link or code    own  the organiser, signed in
    off  officer, head, sign signatory, clrk clerk: of the addressee
"""

TABLE = """
# stands                  move                     made by
received                  register                 off head
received                  withdraw                 hold own off clrk
received                  amend-received           hold own off clrk
received                  void                     head
received                  duplicate                off head

registered                ask                      off head
registered                prepare-without-asking   off head
registered                unregister               off head
registered                withdraw                 hold own off clrk
registered                amend-registered         hold own off clrk
registered                void                     head
registered                duplicate                off head

review                    back-to-registered       off head
review                    withdraw                 hold own off clrk
review                    amend                    hold own off clrk
review                    void                     head
review                    duplicate                off head
review answered           prepare                  off head
review answered           back-to-registered       off head
review answered           withdraw                 hold own off clrk
review answered           amend                    hold own off clrk
review answered           void                     head
review answered           duplicate                off head

preparing                 back-to-review           off head
preparing                 withdraw                 hold own off clrk
preparing                 amend                    hold own off clrk
preparing                 void                     head
preparing drafted         submit                   off head
preparing drafted         back-to-review           off head
preparing drafted         withdraw                 hold own off clrk
preparing drafted         amend                    hold own off clrk
preparing drafted         void                     head

for-signature agreed      release-agreed           sign
for-signature agreed      back-to-preparing        off head sign
for-signature agreed      withdraw                 hold own off clrk
for-signature agreed      amend                    hold own off clrk
for-signature agreed      void                     head
for-signature proposal    release-proposal         sign
for-signature proposal    back-to-preparing        off head sign
for-signature proposal    withdraw                 hold own off clrk
for-signature proposal    amend                    hold own off clrk
for-signature proposal    void                     head
for-signature cure        release-cure             sign
for-signature cure        back-to-preparing        off head sign
for-signature cure        withdraw                 hold own off clrk
for-signature cure        amend                    hold own off clrk
for-signature cure        void                     head
for-signature warning     release-warning          sign
for-signature warning     back-to-preparing        off head sign
for-signature warning     withdraw                 hold own off clrk
for-signature warning     amend                    hold own off clrk
for-signature warning     void                     head
for-signature refused     release-refused          sign
for-signature refused     back-to-preparing        off head sign
for-signature refused     withdraw                 hold own off clrk
for-signature refused     amend                    hold own off clrk
for-signature refused     void                     head

proposed                  accept                   hold own off clrk
proposed                  decline                  hold own off clrk
proposed                  counter-offer            hold own off clrk
proposed                  withdraw                 hold own off clrk
proposed                  replace                  off head
countered                 accept-after-all         hold own off clrk
countered                 decline                  hold own off clrk
countered                 withdraw                 hold own off clrk
countered                 take-counter-offer       off head
cure-asked                answer-cure              hold own off clrk
cure-asked                decline                  hold own off clrk
cure-asked                withdraw                 hold own off clrk
cure-asked                replace                  off head

agreed                    replace                  off head
agreed                    set-aside                off head
agreed                    cancel                   hold own off clrk
cancelled                 restore-agreed           head
refused                   replace                  off head
refused                   set-aside                off head
not-agreed                reopen                   head
not-agreed                set-aside                off head
withdrawn                 reopen                   head
"""

LATE = """
# stands                  move                     made by
# lapse-no-agreement: an arc that the worker takes only for the clock of a counter-offer
# 9 March: filed outside the window today; or filed in time, and every clock has run out since
received late             register                 off head
received late             prepare-not-examined     off head
received late             withdraw                 hold own off clrk
received late             amend-received           hold own off clrk
received late             void                     head
received late             duplicate                off head
for-signature late        release-not-examined     sign
for-signature late        back-to-preparing        off head sign
for-signature late        withdraw                 hold own off clrk
for-signature late        amend                    hold own off clrk
for-signature late        void                     head
not-examined              replace                  off head
not-examined              set-aside                off head
received overdue          lapse-agreed             sys
received overdue          lapse-no-agreement       sys
received overdue          register                 off head
for-signature overdue     lapse-agreed             sys
for-signature overdue     lapse-no-agreement       sys
for-signature overdue     back-to-preparing        off head sign
deemed-agreed             reopen                   head
deemed-agreed             cancel                   hold own off clrk
cancelled silence         restore-deemed-agreed    head
"""


def rows(table: str) -> dict[tuple[str, str], frozenset[str]]:
    """(where it stands, move) -> who makes it."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for line in table.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        stands, move, makers = line[:26].strip(), line[26:51].strip(), line[51:].split()
        assert makers, line
        assert (stands, move) not in found, f"{stands}, {move} stands twice"
        found[stands, move] = frozenset(makers)
    return found
