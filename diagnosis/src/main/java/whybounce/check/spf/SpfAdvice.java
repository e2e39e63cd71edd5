package whybounce.check.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import whybounce.check.Foreign;
import whybounce.check.PublicAddress;
import whybounce.check.spf.SpfTerm.Broken;
import whybounce.check.spf.SpfTerm.Kind;
import whybounce.check.spf.SpfTerm.Mechanism;
import whybounce.dns.IpText;

/**
 * What a record should be. It is the present one with an addition, or with what is wrong in it put right: what else the
 * domain's owner means with it is not ours to guess.
 */
public final class SpfAdvice {

    private static final String VERSION = "v=spf1";

    /** A network of more addresses than these is no one sender's. */
    private static final int WIDEST_IPV4 = 16;

    private static final int WIDEST_IPV6 = 32;

    private SpfAdvice() {}

    /**
     * The term that names an address.
     *
     * @return nothing for an address that nobody else can see
     */
    public static Optional<String> term(InetAddress address) {
        return PublicAddress.is(address)
                ? Optional.of((address.getAddress().length == 4 ? "ip4:" : "ip6:") + IpText.text(address))
                : Optional.empty();
    }

    /** A first record, for a domain that has none and sends from this address. */
    public static Optional<String> first(InetAddress address) {
        return term(address).map(term -> VERSION + " " + term + " ~all");
    }

    /**
     * {@code record}, so that it also names the address. It is named first: there it costs no question, and nothing that
     * stands before it says otherwise.
     *
     * @return nothing for a record that nobody should paste
     */
    public static Optional<String> naming(String record, InetAddress address) {
        return isPlain(record) ? term(address).map(term -> VERSION + " " + term + rest(record)) : Optional.empty();
    }

    private static boolean isPlain(String record) {
        return SpfRecord.isOne(record) && Foreign.isPrintable(record);
    }

    private static String rest(String record) {
        var terms = record.substring(VERSION.length()).strip();
        return terms.isEmpty() ? "" : " " + terms;
    }

    /** {@code record} without the terms that include the domain itself. */
    static Optional<String> withoutItself(String record, String domain) {
        var itself = SpfRecord.parse(record).mechanisms().stream()
                .filter(term -> term.kind() == Kind.INCLUDE
                        && term.domain()
                                .filter(named -> named.text().equalsIgnoreCase(domain))
                                .isPresent())
                .findFirst();
        return itself.flatMap(term -> with(record, term, ""));
    }

    /** {@code record} with its mistakes mended; nothing where one of them leaves open what was meant. */
    public static Optional<String> mended(String record) {
        if (!isPlain(record)) {
            return Optional.empty();
        }
        var terms = new ArrayList<>(List.of(VERSION));
        for (var term : SpfRecord.parse(record).terms()) {
            var good = term instanceof Broken broken ? meant(broken.text()) : Optional.of(term.text());
            if (good.isEmpty()) {
                return Optional.empty();
            }
            terms.add(good.get());
        }
        return Optional.of(String.join(" ", terms));
    }

    /** The usual slips: {@code ipv4:}, an address behind {@code a:} or alone, a comma. */
    private static Optional<String> meant(String broken) {
        var pieces = new ArrayList<String>();
        for (var piece : broken.split(",", -1)) {
            var address =
                    piece.toLowerCase(Locale.ROOT).replaceFirst("^\\+?(a|mx|ip|ipv?4|ipv?6):(?=[0-9a-f:./]+$)", "");
            var bare = address.replaceFirst("/[0-9]{1,3}$", "");
            var family = IpText.v4(bare).isPresent() ? "ip4:" : IpText.v6(bare).isPresent() ? "ip6:" : "";
            var candidate = family.isEmpty() ? piece : family + address;
            if (!piece.isEmpty() && SpfSyntax.term(candidate) instanceof Broken) {
                return Optional.empty();
            }
            if (!piece.isEmpty()) {
                pieces.add(candidate);
            }
        }
        return pieces.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", pieces));
    }

    /** One record for several: all that they name, and the mildest of what they say of the others. */
    public static Optional<String> merged(List<String> records) {
        if (!records.stream().allMatch(SpfAdvice::isPlain)) {
            return Optional.empty();
        }
        var terms = records.stream()
                .flatMap(record -> SpfRecord.parse(record).terms().stream())
                .toList();
        if (terms.stream().anyMatch(SpfTerm.Modifier.class::isInstance)
                || terms.stream().anyMatch(Broken.class::isInstance)) {
            return Optional.empty();
        }
        var named = terms.stream()
                .filter(term -> !isAll(term))
                .map(SpfTerm::text)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean strict = records.stream().allMatch(SpfAdvice::endsInFail);
        return Optional.of(VERSION + " " + String.join(" ", named) + (strict ? " -all" : " ~all"));
    }

    private static boolean endsInFail(String record) {
        return SpfRecord.parse(record).mechanisms().stream()
                .anyMatch(term -> isAll(term) && term.onMatch() == SpfResult.FAIL);
    }

    private static boolean isAll(SpfTerm term) {
        return term instanceof Mechanism mechanism && mechanism.kind() == Kind.ALL;
    }

    /**
     * What is dangerous or useless in a record.
     *
     * @param record the present one with that put right; nothing where more than that has to be known
     */
    public record Warning(String says, String step, Optional<String> record) {}

    public static List<Warning> warnings(String text) {
        if (!SpfRecord.isOne(text)) {
            return List.of();
        }
        var record = SpfRecord.parse(text);
        var warnings = new ArrayList<Warning>();
        boolean ended = false;
        for (var term : record.mechanisms()) {
            if (ended) {
                warnings.add(new Warning(
                        "\"" + Foreign.text(term.text()) + "\" stands behind \"all\" and is never looked at.",
                        "Put it in front of \"all\", or take it out.",
                        Optional.empty()));
            }
            warning(term, text).ifPresent(warnings::add);
            ended |= isAll(term);
        }
        if (!ended && record.modifier("redirect").isEmpty()) {
            warnings.add(new Warning(
                    "The record does not end in \"all\": of addresses that it does not name it says nothing.",
                    "End it in \"~all\".",
                    isPlain(text) ? Optional.of(text.strip() + " ~all") : Optional.empty()));
        }
        return warnings;
    }

    private static Optional<Warning> warning(Mechanism term, String record) {
        var shown = "\"" + Foreign.text(term.text()) + "\"";
        if (term.kind() == Kind.PTR) {
            return Optional.of(new Warning(
                    shown
                            + " should not be used any more (RFC 7208 section 5.5): it is slow, and some receivers pass over"
                            + " it.",
                    "Name what it stands for, and take it out.",
                    with(record, term, "")));
        }
        if (term.onMatch() != SpfResult.PASS) {
            return Optional.empty();
        }
        if (isAll(term)) {
            return Optional.of(new Warning(
                    shown + " lets everybody send for the domain.",
                    "Name all that sends for the domain, and end the record in \"~all\".",
                    with(record, term, "~all")));
        }
        return isHuge(term)
                ? Optional.of(new Warning(
                        shown + " lets very many addresses send for the domain.",
                        "Name only the networks that really send for it.",
                        Optional.empty()))
                : Optional.empty();
    }

    /** {@code record} with another term, or none, in place of one. */
    private static Optional<String> with(String record, SpfTerm term, String other) {
        if (!isPlain(record)) {
            return Optional.empty();
        }
        var terms = SpfRecord.parse(record).terms().stream()
                .map(each -> each.text().equals(term.text()) ? other : each.text())
                .filter(each -> !each.isEmpty());
        return Optional.of(Stream.concat(Stream.of(VERSION), terms).collect(Collectors.joining(" ")));
    }

    private static boolean isHuge(Mechanism term) {
        return term.network()
                .map(network -> network.bits() < (term.kind() == Kind.IP4 ? WIDEST_IPV4 : WIDEST_IPV6))
                .orElse(term.prefix().ipv4() < WIDEST_IPV4 || term.prefix().ipv6() < WIDEST_IPV6);
    }
}
