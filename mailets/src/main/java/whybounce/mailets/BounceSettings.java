package whybounce.mailets;

import static java.util.function.Predicate.not;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import whybounce.check.DomainName;
import whybounce.check.PublicAddress;
import whybounce.check.listing.BlockList;
import whybounce.check.listing.BlockLists;
import whybounce.dns.IpText;
import whybounce.dsn.write.Contact;
import whybounce.explain.GuideAddress;
import whybounce.mailets.checks.CheckSettings;
import whybounce.mailets.checks.KeyFile;
import whybounce.mailets.james.Resolvers;
import whybounce.mailets.own.OwnFolders;

/**
 * What an operator sets for {@link ExplainedBounce}, checked.
 *
 * @param passThrough whether the failed mail goes on to the next mailet after its report
 * @param postmaster where copies go; empty means James's postmaster
 * @param from the From address of reports; empty means the postmaster of the sender's domain, or James's
 * @param hostName our name in Reporting-MTA; empty means the machine's
 * @param sizeLimit bytes above which only the headers of an original go back; empty means no limit
 * @param digestAbove reports an hour to one address before the rest wait for a digest; empty means no digest
 * @param digestWindow how long that hour is
 * @param directory where reports wait for their digest
 * @param ownRules where the operator's own rules and words are
 * @param checks what the DNS is asked
 */
record BounceSettings(
        Mode mode,
        boolean passThrough,
        PostmasterCopy postmasterCopy,
        Optional<MailAddress> postmaster,
        Optional<MailAddress> from,
        Contact contact,
        Optional<GuideAddress> guide,
        Optional<String> hostName,
        Optional<Long> sizeLimit,
        Optional<Integer> digestAbove,
        Duration digestWindow,
        String directory,
        String ownRules,
        CheckSettings checks) {

    /** Who is told. */
    enum Mode {
        /** The sender, and the postmaster as {@link PostmasterCopy} says. */
        FULL,
        /** The postmaster only; the mail passes on unchanged. */
        ANNOTATE
    }

    /** Which reports the postmaster gets too. */
    enum PostmasterCopy {
        NONE,
        /** Those that the administrator of this relay must mend. */
        OURS,
        ALL
    }

    /** Above it only headers go back: a bounce should not be what fills the sender's mailbox. */
    private static final long DEFAULT_SIZE_LIMIT = 10L << 20;

    /** What a person can read in an hour; a stolen account makes thousands. */
    private static final int DEFAULT_DIGEST_ABOVE = 20;

    /** A person waits for a report longer than for this. */
    private static final Duration CHECK_DEADLINE = Duration.ofSeconds(3);

    static final String DEFAULT_DIRECTORY = "file://var/whybounce/digest/";

    /** The names of all parameters. */
    static final Set<String> NAMES = Set.of(
            "mode",
            "passThrough",
            "postmasterCopy",
            "postmaster",
            "from",
            "contactName",
            "contactText",
            "contactColour",
            "guide",
            "hostName",
            "sizeLimit",
            "digestAbove",
            "digestMinutes",
            "directory",
            "checks",
            "checkSeconds",
            "outboundAddresses",
            "ourDomains",
            "resolver",
            "blockLists",
            "mtaSts",
            "dkimKeys",
            OwnFolders.PARAMETER);

    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:\\[\\]-]{0,254}");

    /**
     * Reads the parameters of a mailet.
     *
     * @throws IllegalArgumentException on a value that makes no sense, naming the parameter
     */
    static BounceSettings read(Function<String, Optional<String>> raw) {
        Function<String, Optional<String>> given =
                name -> raw.apply(name).map(String::strip).filter(not(String::isEmpty));
        var mode = choice(given, "mode", Mode.FULL);
        return new BounceSettings(
                mode,
                flag(given, "passThrough", mode == Mode.ANNOTATE),
                choice(given, "postmasterCopy", mode == Mode.ANNOTATE ? PostmasterCopy.ALL : PostmasterCopy.NONE),
                parsed(given, "postmaster", BounceSettings::address),
                parsed(given, "from", BounceSettings::address),
                contact(given),
                parsed(given, "guide", BounceSettings::guide),
                parsed(given, "hostName", BounceSettings::hostName),
                limit(parsed(given, "sizeLimit", BounceSettings::bytes).orElse(DEFAULT_SIZE_LIMIT)),
                limit(parsed(given, "digestAbove", BounceSettings::count).orElse(DEFAULT_DIGEST_ABOVE)),
                parsed(given, "digestMinutes", BounceSettings::count)
                        .map(Duration::ofMinutes)
                        .orElse(Duration.ofHours(1)),
                given.apply("directory").orElse(DEFAULT_DIRECTORY),
                given.apply(OwnFolders.PARAMETER).orElse(OwnFolders.DEFAULT),
                checks(given));
    }

    private static Contact contact(Function<String, Optional<String>> given) {
        return new Contact(
                given.apply("contactName").orElse("Mail delivery"),
                given.apply("contactText"),
                parsed(given, "contactColour", BounceSettings::colour));
    }

    private static CheckSettings checks(Function<String, Optional<String>> given) {
        return new CheckSettings(
                flag(given, "checks", true),
                parsed(given, "outboundAddresses", all -> list(all, BounceSettings::outbound))
                        .orElse(List.of()),
                Set.copyOf(parsed(given, "ourDomains", all -> list(all, BounceSettings::domain))
                        .orElse(List.of())),
                parsed(given, "resolver", Resolvers::parse).orElse(List.of()),
                parsed(given, "blockLists", BounceSettings::blockLists).orElse(List.of()),
                flag(given, "mtaSts", false),
                parsed(given, "dkimKeys", all -> list(all, KeyFile::parse)).orElse(List.of()),
                parsed(given, "checkSeconds", BounceSettings::count)
                        .map(Duration::ofSeconds)
                        .orElse(CHECK_DEADLINE));
    }

    private static <T> List<T> list(String all, Function<String, T> parser) {
        return Arrays.stream(all.split(","))
                .map(String::strip)
                .filter(not(String::isEmpty))
                .map(parser)
                .toList();
    }

    private static InetAddress outbound(String text) {
        var address = IpText.address(text).orElseThrow(() -> new IllegalArgumentException("no address"));
        if (!PublicAddress.is(address)) {
            throw new IllegalArgumentException("a private address is not the one that others see");
        }
        return address;
    }

    private static String domain(String text) {
        return DomainName.of(text)
                .orElseThrow(() -> new IllegalArgumentException("no domain"))
                .text();
    }

    /** Those of our own table, by their zones, or all of them. */
    private static List<BlockList> blockLists(String text) {
        var known = BlockLists.shipped();
        if (text.equals("all")) {
            return known;
        }
        return list(
                text,
                zone -> known.stream()
                        .filter(list -> list.zone().equalsIgnoreCase(zone))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no list that is known: "
                                + known.stream().map(BlockList::zone).collect(Collectors.joining(", ")))));
    }

    private static <E extends Enum<E>> E choice(Function<String, Optional<String>> given, String name, E otherwise) {
        return parsed(given, name, word -> Enum.valueOf(otherwise.getDeclaringClass(), word.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }

    private static boolean flag(Function<String, Optional<String>> given, String name, boolean otherwise) {
        return parsed(given, name, BounceSettings::yesOrNo).orElse(otherwise);
    }

    private static <T> Optional<T> parsed(
            Function<String, Optional<String>> given, String name, Function<String, T> parser) {
        return given.apply(name).map(value -> {
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("<" + name + ">" + value + "</" + name + "> makes no sense", e);
            }
        });
    }

    private static boolean yesOrNo(String word) {
        if (!Arrays.asList("true", "false").contains(word)) {
            throw new IllegalArgumentException("true or false");
        }
        return Boolean.parseBoolean(word);
    }

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (javax.mail.internet.AddressException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }

    private static String colour(String text) {
        if (!COLOUR.matcher(text).matches()) {
            throw new IllegalArgumentException("a colour is #rrggbb");
        }
        return text;
    }

    private static String hostName(String text) {
        if (!HOST_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("no host name");
        }
        return text;
    }

    private static GuideAddress guide(String text) {
        var guide = new GuideAddress(text);
        var page = URI.create(guide.page("page"));
        if ((!"https".equals(page.getScheme()) && !"http".equals(page.getScheme())) || page.getHost() == null) {
            throw new IllegalArgumentException("https://... is wanted");
        }
        return guide;
    }

    /** A number of bytes, with K, M or G behind it for the powers of 1024. */
    private static long bytes(String text) {
        int shift = switch (Character.toUpperCase(text.charAt(text.length() - 1))) {
            case 'K' -> 10;
            case 'M' -> 20;
            case 'G' -> 30;
            default -> 0;
        };
        return Math.multiplyExact(
                notNegative(Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1))), 1L << shift);
    }

    private static int count(String text) {
        return Math.toIntExact(notNegative(Long.parseLong(text)));
    }

    private static long notNegative(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("below 0");
        }
        return number;
    }

    /** 0 lifts a limit. */
    private static <N extends Number> Optional<N> limit(N number) {
        return number.longValue() == 0 ? Optional.empty() : Optional.of(number);
    }
}
