package whybounce.probe.plan;

import java.util.List;
import java.util.OptionalInt;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.probe.session.Endpoint;

/** Where mail for a domain goes, as the DNS has it. */
public sealed interface Plan {

    /** What was seen on the way and is worth telling. */
    List<Note> notes();

    /** Every address of every server, in the order in which a relay tries them. */
    record Route(List<Stop> stops, List<Note> notes) implements Plan {
        public Route {
            stops = List.copyOf(stops);
            notes = List.copyOf(notes);
        }
    }

    /** No server; a DNS that did not answer is told apart from a name that is not there. */
    record NoWay(NoRoute failure, List<Note> notes) implements Plan {
        public NoWay {
            notes = List.copyOf(notes);
        }
    }

    /**
     * One address to try.
     *
     * @param preference of the MX record; empty where there was none, or none was asked for
     */
    record Stop(Endpoint endpoint, OptionalInt preference) {}

    /** Something odd about a host. */
    record Note(Kind kind, String host) {

        public enum Kind {
            /** The domain has no MX record, so it is its own server (RFC 5321 section 5.1). */
            IMPLICIT_MX,
            /** An MX record names a host that has no address, or does not exist. */
            WITHOUT_ADDRESS,
            /** The addresses of a host could not be asked for: nobody knows whether it has some. */
            NOT_ASKED,
            /** A null MX beside others, which RFC 7505 section 3 forbids; it is passed over. */
            NULL_MX_AMONG_OTHERS,
            /** An MX record names an alias, which RFC 2181 section 10.3 forbids; many relays follow it. */
            ALIAS_AS_MX,
            /** An MX record names an address instead of a host; no relay has to understand that. */
            ADDRESS_AS_MX
        }
    }
}
