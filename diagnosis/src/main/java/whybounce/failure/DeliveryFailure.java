package whybounce.failure;

import java.util.List;
import java.util.Optional;
import whybounce.reply.SmtpReply;

/** Why one attempt to deliver to one recipient did not succeed. */
public sealed interface DeliveryFailure {

    /** Whether a later attempt may succeed as it is. */
    boolean isTransient();

    /** What the other side said, where it said anything. */
    default Optional<SmtpReply> reply() {
        return Optional.empty();
    }

    /** They answered no. */
    record Refused(Stage stage, SmtpReply said) implements DeliveryFailure {
        @Override
        public boolean isTransient() {
            return said.isTransient();
        }

        @Override
        public Optional<SmtpReply> reply() {
            return Optional.of(said);
        }
    }

    /** No connection came about. */
    record Unreachable(Unreachable.Why why) implements DeliveryFailure {
        public enum Why {
            /** The port is closed. */
            REFUSED,
            TIMED_OUT,
            NO_ROUTE,
            NETWORK_UNREACHABLE,
            UNKNOWN
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /**
     * The DNS gave no way to the domain.
     *
     * @param hosts those that the MX records name, where none of them has an address
     */
    record NoRoute(String domain, NoRoute.Why why, List<String> hosts) implements DeliveryFailure {

        public NoRoute {
            hosts = List.copyOf(hosts);
        }

        public NoRoute(String domain, Why why) {
            this(domain, why, List.of());
        }

        public enum Why {
            /** NXDOMAIN, or neither MX nor address. */
            NO_SUCH_DOMAIN,
            /** The domain says that it takes no mail (RFC 7505). */
            NULL_MX,
            /** There are MX records, and none of their hosts has an address. */
            MX_WITHOUT_ADDRESS,
            /** The DNS servers of the domain answered with an error. */
            SERVFAIL,
            /** The DNS did not answer in time. */
            TIMED_OUT
        }

        @Override
        public boolean isTransient() {
            return why == NoRoute.Why.SERVFAIL || why == NoRoute.Why.TIMED_OUT;
        }
    }

    /** Encryption was wanted and failed. */
    record TlsFailed(String detail, Optional<SmtpReply> reply) implements DeliveryFailure {
        @Override
        public boolean isTransient() {
            return reply.map(said -> !said.isPermanent()).orElse(true);
        }
    }

    /** The talk broke off. */
    record Broken(Stage stage, How how, Optional<SmtpReply> partial) implements DeliveryFailure {
        public enum How {
            /** The other side closed. */
            CLOSED,
            RESET,
            /** Silence until our patience ended. */
            TIMED_OUT,
            /** What came was no SMTP. */
            NOT_SMTP
        }

        @Override
        public boolean isTransient() {
            return true;
        }

        @Override
        public Optional<SmtpReply> reply() {
            return partial;
        }
    }

    /** Our own side refused or failed. */
    record LocalRefusal(What what, String detail) implements DeliveryFailure {
        public enum What {
            /** The other server announced a smaller SIZE than the message has. */
            TOO_LARGE,
            /** An internationalised address, and a server without SMTPUTF8. */
            NO_SMTPUTF8,
            NO_REQUIRETLS,
            /** Disk, resolver, configuration or a bug of ours. */
            FAULT,
            /** No destination at all can be reached from here. */
            OUTBOUND_BLOCKED
        }

        @Override
        public boolean isTransient() {
            return false;
        }
    }

    /** Only words reached us, and no code. */
    record Unexplained(String text) implements DeliveryFailure {
        @Override
        public boolean isTransient() {
            return false;
        }
    }
}
