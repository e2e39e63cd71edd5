package whybounce.dsn.write;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import whybounce.dsn.write.Letter.Quoted;
import whybounce.explain.Addressed;
import whybounce.explain.Frame;
import whybounce.explain.Frames;
import whybounce.explain.RemoteText;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Unexplained;

/** The other servers' words, each answer once. */
final class Quotes {

    private final Report report;
    private final Frames frames;
    private final Disclosure disclosure;
    private final Set<String> ownAddresses = new HashSet<>();

    Quotes(Report report, Frames frames) {
        this.report = report;
        this.frames = frames;
        this.disclosure = new Disclosure(report.reader());
        report.recipients().forEach(told -> ownAddresses.add(Addressed.of(told.outcome())));
        report.reader().sender().ifPresent(ownAddresses::add);
    }

    List<Quoted> of(List<Told> same) {
        return same.stream().flatMap(this::quotes).distinct().toList();
    }

    private Stream<Quoted> quotes(Told told) {
        return told.outcome().lastAttempt().map(last -> quote(told, last)).stream();
    }

    private Quoted quote(Told told, Attempt last) {
        var words = words(last);
        if (!words.isBlank() && disclosure.reply(last) && !hiddenWords(last)) {
            var quote = RemoteText.quote(disclosure.masked(told.outcome()).apply(words), harmless(told));
            var note = quote.defanged() ? " " + frames.text(Frame.THEIR_WORDS_DEFANGED) : "";
            return new Quoted(title(last), caption(last) + note, quote.lines(), quote.cut());
        }
        if (!disclosure.inside(last)) {
            return new Quoted(Frame.TITLE_SEEN, frames.text(Frame.NO_WORDS_GATEWAY), List.of(), false);
        }
        return new Quoted(Frame.TITLE_SEEN, Happening.seen(last, report.reader()), List.of(), false);
    }

    private static String words(Attempt last) {
        return last.failure() instanceof Unexplained(var text)
                ? text
                : last.failure().reply().map(reply -> reply.verbatim()).orElse("");
    }

    // Words that came by way of our own log may name anything of ours.
    private boolean hiddenWords(Attempt last) {
        return last.failure() instanceof Unexplained && !report.reader().mayKnowInside();
    }

    private static Frame title(Attempt last) {
        return last.atSmartHost() ? Frame.TITLE_GATEWAY_WORDS : Frame.TITLE_THEIR_WORDS;
    }

    private String caption(Attempt last) {
        return last.peer()
                .map(peer -> RemoteText.name(peer.host()))
                .filter(host -> !host.isEmpty())
                .map(host -> frames.text(
                        last.atSmartHost() ? Frame.THEIR_WORDS_GATEWAY : Frame.THEIR_WORDS_OF, Map.of("server", host)))
                .orElseGet(() -> frames.text(Frame.THEIR_WORDS_ANY));
    }

    private Predicate<String> harmless(Told told) {
        var links = told.diagnosis()
                .best()
                .flatMap(finding -> finding.provider())
                .map(ProviderLinks::of)
                .orElse(Set.of());
        return text -> ownAddresses.contains(text) || links.contains(text.toLowerCase(java.util.Locale.ROOT));
    }
}
