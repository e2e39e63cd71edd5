package whybounce.dns;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;

/** The DNS as dnsjava asks it. The only class that sees dnsjava. */
public final class Dnsjava implements Dns {

    // A mail relay asks for few names at a time; 20,000 answers are some megabytes.
    private static final int CACHE_ENTRIES = 20_000;
    // Longer than any honest chain; dnsjava stops there.
    private static final int LONGEST_CNAME_CHAIN = 8;

    private final LookupSession session;
    private final Duration deadline;

    private Dnsjava(Resolver resolver, Duration deadline) {
        var cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHE_ENTRIES);
        this.session = LookupSession.builder()
                .resolver(resolver)
                .cache(cache)
                .maxRedirects(LONGEST_CNAME_CHAIN)
                .build();
        this.deadline = deadline;
    }

    /** The servers that the operating system names. */
    public static Dnsjava system(Duration deadline) {
        return new Dnsjava(bounded(new ExtendedResolver(), deadline), deadline);
    }

    /**
     * These servers, in order.
     *
     * @param servers at least one
     * @param deadline for one question in all, every server and retry included
     */
    public static Dnsjava at(List<InetSocketAddress> servers, Duration deadline) {
        var resolvers = servers.stream()
                .map(server -> (Resolver) new SimpleResolver(server))
                .toList();
        return new Dnsjava(bounded(new ExtendedResolver(resolvers), deadline), deadline);
    }

    private static Resolver bounded(Resolver resolver, Duration deadline) {
        // Half of it for each try, so that one lost packet does not lose the answer.
        resolver.setTimeout(deadline.dividedBy(2));
        return resolver;
    }

    @Override
    public Answer<Mx> mx(String name) {
        return ask(
                name,
                Type.MX,
                answer -> answer instanceof MXRecord mx
                        ? Stream.of(new Mx(mx.getPriority(), host(mx.getTarget())))
                        : Stream.empty());
    }

    @Override
    public Answer<InetAddress> addresses(String name) {
        Answer<InetAddress> v4 = ask(name, Type.A, Dnsjava::address);
        if (v4 instanceof NoSuchName) {
            return v4;
        }
        return both(v4, ask(name, Type.AAAA, Dnsjava::address));
    }

    private static Answer<InetAddress> both(Answer<InetAddress> v4, Answer<InetAddress> v6) {
        if (v4 instanceof Found<InetAddress>(var first) && v6 instanceof Found<InetAddress>(var second)) {
            var all = new ArrayList<>(first);
            all.addAll(second);
            return new Found<>(all);
        }
        if (v4 instanceof Found) {
            return v4;
        }
        // An address is better than an error, and an error better than a "none" that only covers one family.
        return v6 instanceof Found || v6 instanceof CouldNotAsk ? v6 : v4;
    }

    @Override
    public Answer<String> txt(String name) {
        // RFC 7208 section 3.3: the strings of one record are joined without a space.
        return ask(
                name,
                Type.TXT,
                answer -> answer instanceof TXTRecord txt
                        ? Stream.of(String.join("", txt.getStrings()))
                        : Stream.empty());
    }

    @Override
    public Answer<String> names(InetAddress address) {
        return ask(
                ReverseMap.fromAddress(address),
                Type.PTR,
                answer -> answer instanceof PTRRecord ptr ? Stream.of(host(ptr.getTarget())) : Stream.empty());
    }

    private <R> Answer<R> ask(String name, int type, Function<Record, Stream<R>> read) {
        try {
            // Name.fromString would take each letter beyond ASCII as one Latin-1 octet.
            return ask(Name.fromString(IDN.toASCII(name), Name.root), type, read);
        } catch (TextParseException | IllegalArgumentException bad) {
            return new CouldNotAsk<>(Why.BAD_NAME);
        }
    }

    private <R> Answer<R> ask(Name name, int type, Function<Record, Stream<R>> read) {
        var future = session.lookupAsync(name, type).toCompletableFuture();
        try {
            var records = future.get(deadline.toMillis(), TimeUnit.MILLISECONDS).getRecords().stream()
                    .flatMap(read)
                    .toList();
            return records.isEmpty() ? new NoData<>() : new Found<>(records);
        } catch (ExecutionException failed) {
            return failure(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException late) {
            future.cancel(true);
            return new CouldNotAsk<>(Why.TIMED_OUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new CouldNotAsk<>(Why.TIMED_OUT);
        }
    }

    private static <R> Answer<R> failure(Throwable failed) {
        return switch (failed) {
            case CompletionException wrapper when wrapper.getCause() != null -> failure(wrapper.getCause());
            case NoSuchDomainException none -> new NoSuchName<>();
            case NoSuchRRSetException none -> new NoData<>();
            case ServerFailedException broken -> new CouldNotAsk<>(Why.SERVFAIL);
            case IOException silent -> new CouldNotAsk<>(Why.TIMED_OUT);
            default -> new CouldNotAsk<>(Why.SERVFAIL);
        };
    }

    private static Stream<InetAddress> address(Record answer) {
        return switch (answer) {
            case ARecord a -> Stream.of(a.getAddress());
            case AAAARecord aaaa -> Stream.of(aaaa.getAddress());
            default -> Stream.empty();
        };
    }

    private static String host(Name name) {
        return name.toString(true);
    }
}
