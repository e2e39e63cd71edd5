package whybounce.dns;

import java.util.List;

/** What the DNS answered to one question. */
public sealed interface Answer<R> {

    /** Records, at least one. */
    record Found<R>(List<R> records) implements Answer<R> {
        public Found {
            records = List.copyOf(records);
        }
    }

    /** The name exists and has no record of this type. */
    record NoData<R>() implements Answer<R> {}

    /** NXDOMAIN. */
    record NoSuchName<R>() implements Answer<R> {}

    /** Nobody knows: this is no statement about the name. */
    record CouldNotAsk<R>(Why why) implements Answer<R> {
        public enum Why {
            TIMED_OUT,
            SERVFAIL,
            /** DNSSEC validation failed. */
            BOGUS,
            /** The name cannot be asked for: too long, or an empty label. */
            BAD_NAME
        }
    }
}
