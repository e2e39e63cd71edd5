package whybounce.probe.changes;

import whybounce.check.Finding;

/** What is otherwise than last time. */
public sealed interface Change {

    /** It was not there. */
    record New(Finding finding) implements Change {}

    /** It stands differently. */
    record Changed(Kept before, Finding finding) implements Change {}

    /** It is not there any more. */
    record Gone(Kept before) implements Change {}
}
