package whybounce.dns;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;

/**
 * The DNS as dnsjava speaks it: by UDP with EDNS, and by TCP where an answer is too long for that. The only class that
 * sees dnsjava. Answers are kept; see {@link AnswerCache} and {@link Upstreams}.
 */
public final class Dnsjava implements Dns {

    /** Longer than any honest chain; followed further only where a server did not give all of it at once. */
    private static final int LONGEST_CNAME_CHAIN = 8;

    /** RFC 9715 section 3: fits a packet anywhere, so that no fragment gets lost. */
    private static final int UDP_PAYLOAD = 1232;

    private static final int DNS_PORT = 53;

    /** RFC 8914 section 4: what a server says when signatures do not hold. */
    private static final Set<Integer> BOGUS = Set.of(
            ExtendedErrorCodeOption.DNSSEC_BOGUS,
            ExtendedErrorCodeOption.SIGNATURE_EXPIRED,
            ExtendedErrorCodeOption.SIGNATURE_NOT_YET_VALID,
            ExtendedErrorCodeOption.DNSKEY_MISSING,
            ExtendedErrorCodeOption.RRSIGS_MISSING,
            ExtendedErrorCodeOption.NO_ZONE_KEY_BIT_SET,
            ExtendedErrorCodeOption.NSEC_MISSING,
            ExtendedErrorCodeOption.SIGNATURE_EXPIRED_BEFORE_VALID);

    private final AnswerCache cache = new AnswerCache(System::nanoTime);
    private final Upstreams upstreams;
    private final Duration deadline;

    private Dnsjava(List<InetSocketAddress> servers, Duration deadline) {
        this.upstreams = new Upstreams(
                servers.stream().map(server -> new Server(server, deadline)).toList(), deadline);
        this.deadline = deadline;
    }

    /** The servers that the operating system names; where it names none, the one on this machine. */
    public static Dnsjava system(Duration deadline) {
        var servers = ResolverConfig.getCurrentConfig().servers();
        return at(
                servers.isEmpty()
                        ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT))
                        : servers,
                deadline);
    }

    /**
     * These servers, in order.
     *
     * @param servers at least one
     * @param deadline for one question in all, every server and retry included
     */
    public static Dnsjava at(List<InetSocketAddress> servers, Duration deadline) {
        return new Dnsjava(servers, deadline);
    }

    @Override
    public <R> Response<R> ask(Question<R> question, Duration patience) {
        var flight = isRoot(question) ? upstreams.ask(question) : cache.get(question, upstreams::ask);
        var wait = patience.compareTo(deadline) < 0 ? patience : deadline;
        try {
            return flight.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return Response.unasked(Why.TIMED_OUT); // Others may wait for it longer.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Response.unasked(Why.TIMED_OUT);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** Asked for to see whether anybody answers: the answer of yesterday must not say so. */
    private static boolean isRoot(Question<?> question) {
        return question.name().equals(".");
    }

    /** One server; how it is asked, and how its messages are read. */
    private static final class Server implements Upstream {

        private final String name;
        private final SimpleResolver resolver;
        private final SimpleResolver withoutEdns;

        private Server(InetSocketAddress address, Duration patience) {
            this.name = text(address);
            this.resolver = resolver(address, patience);
            resolver.setEDNS(0, UDP_PAYLOAD, 0, List.of());
            this.withoutEdns = resolver(address, patience);
            withoutEdns.setEDNS(null);
        }

        private static SimpleResolver resolver(InetSocketAddress address, Duration patience) {
            var resolver = new SimpleResolver(address);
            resolver.setTimeout(patience);
            return resolver;
        }

        private static String text(InetSocketAddress address) {
            var host = address.getAddress() == null
                    ? address.getHostString()
                    : address.getAddress().getHostAddress();
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public <R> CompletableFuture<Response<R>> ask(Question<R> question) {
            try {
                return follow(question, name(question.name()), LONGEST_CNAME_CHAIN)
                        .exceptionally(Server::failure)
                        .toCompletableFuture();
            } catch (TextParseException | IllegalArgumentException bad) {
                return CompletableFuture.completedFuture(Response.unasked(Why.BAD_NAME));
            }
        }

        private static Name name(String text) throws TextParseException {
            // Name.fromString would take each letter beyond ASCII as one Latin-1 octet.
            boolean ascii = text.chars().allMatch(c -> c < 0x80);
            var octets = ascii ? text : IDN.toASCII(text);
            // To it a backslash begins an escape, and a lone @ is the origin; here they are what they are.
            return Name.fromString(octets.replace("\\", "\\\\").replace("@", "\\@"), Name.root);
        }

        private static <R> Response<R> failure(Throwable failed) {
            return switch (failed) {
                case CompletionException wrapper when wrapper.getCause() != null -> failure(wrapper.getCause());
                case IOException silent -> Response.unasked(Why.TIMED_OUT);
                default -> Response.unasked(Why.SERVFAIL);
            };
        }

        private <R> CompletionStage<Response<R>> follow(Question<R> question, Name name, int chain) {
            var query = query(name, question.type(), false);
            return resolver.sendAsync(query)
                    .thenCompose(message -> message.getRcode() == Rcode.FORMERR || message.getRcode() == Rcode.NOTIMP
                            ? withoutEdns.sendAsync(query(name, question.type(), false))
                            : CompletableFuture.completedFuture(message))
                    .thenCompose(message -> switch (message.getRcode()) {
                        case Rcode.NOERROR, Rcode.NXDOMAIN -> read(message, question, name, chain);
                        case Rcode.SERVFAIL -> whyServfail(message, question, name);
                        default -> CompletableFuture.completedFuture(Response.unasked(Why.SERVFAIL));
                    });
        }

        private static Message query(Name name, RecordType<?> type, boolean unchecked) {
            var query = Message.newQuery(Record.newRecord(name.canonicalize(), Type.value(type.toString()), DClass.IN));
            // RFC 6840 section 5.7: we understand the AD flag of an answer.
            query.getHeader().setFlag(Flags.AD);
            if (unchecked) {
                query.getHeader().setFlag(Flags.CD);
            }
            return query;
        }

        /** A server that checks signatures says SERVFAIL when they do not hold, and the data to those who do not care. */
        private <R> CompletionStage<Response<R>> whyServfail(Message message, Question<R> question, Name name) {
            var codes = extendedErrors(message);
            if (!codes.isEmpty()) {
                boolean bogus = codes.stream().anyMatch(BOGUS::contains);
                return CompletableFuture.completedFuture(Response.unasked(bogus ? Why.BOGUS : Why.SERVFAIL));
            }
            // RFC 4035 section 3.2.2.
            return resolver.sendAsync(query(name, question.type(), true))
                    .thenApply(unchecked -> Response.<R>unasked(
                            unchecked.getRcode() == Rcode.NOERROR || unchecked.getRcode() == Rcode.NXDOMAIN
                                    ? Why.BOGUS
                                    : Why.SERVFAIL))
                    .exceptionally(silent -> Response.unasked(Why.SERVFAIL));
        }

        private static Set<Integer> extendedErrors(Message message) {
            return Optional.ofNullable(message.getOPT()).map(OPTRecord::getOptions).stream()
                    .flatMap(List<EDNSOption>::stream)
                    .filter(ExtendedErrorCodeOption.class::isInstance)
                    .map(option -> ((ExtendedErrorCodeOption) option).getErrorCode())
                    .collect(Collectors.toSet());
        }

        private <R> CompletionStage<Response<R>> read(Message message, Question<R> question, Name name, int chain) {
            var walk = new Walk<>(message, question, name);
            if (walk.isUnfinished()) {
                return chain == 0 || walk.steps == LONGEST_CNAME_CHAIN
                        ? CompletableFuture.completedFuture(Response.unasked(Why.SERVFAIL))
                        : follow(question, walk.at, chain - 1);
            }
            return CompletableFuture.completedFuture(walk.response());
        }
    }

    /** The way through an answer: from alias to alias to the records. */
    private static final class Walk<R> {

        private final Message message;
        private final List<R> records;
        private Name at;
        private long ttl = Integer.MAX_VALUE;
        private int steps;

        private Walk(Message message, Question<R> question, Name asked) {
            this.message = message;
            this.at = asked;
            boolean follows = !question.type().equals(RecordType.CNAME);
            while (follows && steps < LONGEST_CNAME_CHAIN && step()) {
                steps++;
            }
            this.records = named(Type.value(question.type().toString())).stream()
                    .flatMap(record -> Dnsjava.value(record).stream())
                    .map(question.type()::cast)
                    .toList();
        }

        private boolean step() {
            if (named(Type.CNAME).isEmpty() || !(named(Type.CNAME).getFirst() instanceof CNAMERecord alias)) {
                return false;
            }
            ttl = Math.min(ttl, alias.getTTL());
            at = alias.getTarget();
            return true;
        }

        private List<Record> named(int type) {
            return message.getSection(Section.ANSWER).stream()
                    .filter(record ->
                            record.getType() == type && record.getName().equals(at))
                    .toList();
        }

        /** An alias without what it stands for, from a server that left the rest to us. */
        private boolean isUnfinished() {
            return records.isEmpty() && steps > 0 && message.getRcode() == Rcode.NOERROR && soa().isEmpty();
        }

        private Optional<SOARecord> soa() {
            return message.getSection(Section.AUTHORITY).stream()
                    .filter(SOARecord.class::isInstance)
                    .map(SOARecord.class::cast)
                    .findFirst();
        }

        private Response<R> response() {
            boolean proven = message.getHeader().getFlag(Flags.AD);
            if (!records.isEmpty()) {
                long least = message.getSection(Section.ANSWER).stream()
                        .filter(record -> record.getName().equals(at))
                        .mapToLong(Record::getTTL)
                        .min()
                        .orElse(0);
                return new Response<>(
                        new Found<>(records), Duration.ofSeconds(Math.min(ttl, least)), proven, List.of());
            }
            Answer<R> none = message.getRcode() == Rcode.NXDOMAIN ? new NoSuchName<>() : new NoData<>();
            // RFC 2308 section 5; without an SOA it is not kept.
            long negative =
                    soa().map(soa -> Math.min(soa.getTTL(), soa.getMinimum())).orElse(0L);
            return new Response<>(none, Duration.ofSeconds(Math.min(ttl, negative)), proven, List.of());
        }
    }

    private static Optional<Object> value(Record record) {
        return switch (record) {
            case ARecord a -> Optional.of(a.getAddress());
            case AAAARecord aaaa -> Optional.of(aaaa.getAddress());
            case MXRecord mx -> Optional.of(new Mx(mx.getPriority(), host(mx.getTarget())));
            case PTRRecord ptr -> Optional.of(host(ptr.getTarget()));
            case CNAMERecord alias -> Optional.of(host(alias.getTarget()));
            case TXTRecord txt -> Optional.of(text(txt));
            case TLSARecord tlsa ->
                Optional.of(new Tlsa(
                        tlsa.getCertificateUsage(),
                        tlsa.getSelector(),
                        tlsa.getMatchingType(),
                        HexFormat.of().formatHex(tlsa.getCertificateAssociationData())));
            default -> Optional.empty();
        };
    }

    private static String text(TXTRecord txt) {
        var text = new StringBuilder();
        for (Object octets : txt.getStringsAsByteArrays()) {
            text.append(new String((byte[]) octets, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static String host(Name name) {
        return name.toString(true);
    }
}
