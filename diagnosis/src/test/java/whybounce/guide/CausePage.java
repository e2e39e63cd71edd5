package whybounce.guide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import whybounce.catalogue.Actor;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Circumstance;
import whybounce.catalogue.DocumentedRule;
import whybounce.catalogue.Provider;
import whybounce.catalogue.Words;
import whybounce.explain.Frame;
import whybounce.explain.Frames;

/** The page about one cause. */
final class CausePage {

    /** Enough to recognise one's own among them. */
    private static final int MOST_REPLIES = 12;

    private static final int MOST_OF_A_PROVIDER = 6;

    private static final Frames FRAMES = Frames.of(Locale.ENGLISH);

    private final Catalogue catalogue;
    private final Cause cause;
    private final Words words;
    private final List<DocumentedRule> rules;
    private final Markdown page = new Markdown();

    CausePage(Catalogue catalogue, Cause cause, Words words, List<DocumentedRule> rules) {
        this.catalogue = catalogue;
        this.cause = cause;
        this.words = words;
        this.rules = rules;
    }

    String text() {
        page.title(Titles.of(catalogue).title(cause.id()));
        page.raw(Markdown.code(cause.id())
                + " in reports and logs. \"We\" and \"our\" are the mail system that sent the report. "
                + Markdown.link("All pages", "README.md"));
        page.paragraph(GeneralWords.SENDER.text(words.happened()));
        page.lines(inShort());
        sender();
        administrator();
        replies();
        circumstances();
        providers();
        sources();
        return page.text();
    }

    private List<String> inShort() {
        return List.of(
                "- **Who must act:** " + actor(cause.whoMustAct()) + ".",
                "- **Is it tried again?** " + tried(),
                "- **Send it again?** " + Markdown.sentence(cause.senderResends()) + ".",
                "- **Stop writing to the address?** " + suppress());
    }

    static String actor(Actor actor) {
        return switch (actor) {
            case SENDER -> "The sender";
            case SENDER_ADMIN -> "The sender's mail administrator";
            case RECIPIENT -> "The recipient";
            case RECIPIENT_ADMIN -> "The recipient's mail administrator";
            case NOBODY -> "Nobody; waiting is enough";
        };
    }

    private String tried() {
        boolean temporary = anyReply("4");
        boolean permanent = anyReply("5");
        if (temporary && permanent) {
            return "After an answer that begins with 4, yes, by itself, until the time for it ends; after one that begins"
                    + " with 5, no.";
        }
        if (permanent) {
            return "No: servers say it for good, with an answer that begins with 5.";
        }
        return temporary
                ? "Yes, by itself, until the time for it ends: servers say it for the time being, with an answer that begins"
                        + " with 4."
                : "That depends on what was shown; the report says it.";
    }

    private boolean anyReply(String category) {
        return rules.stream()
                .flatMap(rule -> Stream.concat(
                        rule.examples().stream().map(Examples::withoutStage), rule.rule().when().statuses().stream()))
                .anyMatch(text -> text.startsWith(category) || text.startsWith("x."));
    }

    private String suppress() {
        return switch (cause.suppress()) {
            case YES -> "Yes. Take it off lists, and let no program write to it.";
            case TEMPORARY -> "For a while: lists and programs should pause.";
            case NO -> "No; the address itself is not the matter.";
        };
    }

    private void sender() {
        page.heading("What the sender does");
        page.steps(GeneralWords.SENDER.texts(words.senderSteps()));
        if (!words.foreignSteps().isEmpty()) {
            page.paragraph("If the report came from another mail system than your own:");
            page.steps(GeneralWords.SENDER.texts(words.foreignSteps()));
        }
    }

    private void administrator() {
        page.heading("What the mail administrator does");
        page.paragraph(GeneralWords.ADMINISTRATOR.text(words.postmaster()));
        page.steps(GeneralWords.ADMINISTRATOR.texts(words.postmasterSteps()));
    }

    private void replies() {
        var general = of(rule -> rule.rule().provider().isEmpty());
        var said = Examples.of(general, MOST_REPLIES);
        var codes = Codes.of(general);
        if (said.isEmpty() && codes.isEmpty()) {
            return;
        }
        page.heading("How servers say it");
        if (!codes.isEmpty()) {
            page.raw("Usual codes: " + Markdown.codes(codes.stream()) + ".");
        }
        page.replies(said);
    }

    private void circumstances() {
        var told = Stream.of(Circumstance.values())
                .filter(shown -> words.variants().containsKey(shown.id()))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        page.heading("In particular cases");
        for (var shown : told) {
            page.subheading(Markdown.sentence(name(shown)));
            variant(words.where(Optional.of(shown), Optional.empty()));
        }
    }

    private static String name(Circumstance shown) {
        return switch (shown) {
            case NO_SUCH_DOMAIN -> FRAMES.text(Frame.FAILURE_NO_DOMAIN);
            case NULL_MX -> FRAMES.text(Frame.FAILURE_NULL_MX);
            case MX_WITHOUT_ADDRESS -> FRAMES.text(Frame.FAILURE_MX_WITHOUT_ADDRESS);
            case AFTER_END_OF_DATA -> "the whole message was sent and no answer came";
        };
    }

    private void providers() {
        var telling = catalogue.providers().stream().filter(this::tells).toList();
        if (telling.isEmpty()) {
            return;
        }
        page.heading("At particular providers and servers");
        telling.forEach(this::provider);
    }

    private boolean tells(Provider provider) {
        return words.variants().containsKey(provider.id())
                || !of(said(provider)).isEmpty();
    }

    private void provider(Provider provider) {
        page.subheading(provider.name());
        var own = of(said(provider));
        var codes = Codes.of(own);
        if (!codes.isEmpty()) {
            page.raw("Codes: " + Markdown.codes(codes.stream()) + ".");
        }
        page.replies(Examples.of(own, MOST_OF_A_PROVIDER));
        variant(words.where(Optional.empty(), Optional.of(provider.id())));
    }

    /** What a variant changes. */
    private void variant(Words variant) {
        if (!variant.happened().equals(words.happened())) {
            page.paragraph(GeneralWords.SENDER.text(variant.happened()));
        }
        if (!variant.senderSteps().equals(words.senderSteps())) {
            page.raw("**The sender:**").steps(GeneralWords.SENDER.texts(variant.senderSteps()));
        }
        boolean noted = !variant.postmaster().equals(words.postmaster());
        boolean stepped = !variant.postmasterSteps().equals(words.postmasterSteps());
        if (noted || stepped) {
            page.raw("**The mail administrator:**"
                    + (noted ? " " + Markdown.escaped(GeneralWords.ADMINISTRATOR.text(variant.postmaster())) : ""));
        }
        if (stepped) {
            page.steps(GeneralWords.ADMINISTRATOR.texts(variant.postmasterSteps()));
        }
    }

    private void sources() {
        var all = new LinkedHashSet<>(cause.references());
        rules.forEach(rule -> all.add(rule.rule().source()));
        if (!all.isEmpty()) {
            page.heading("Where this is known from");
            var links = new ArrayList<String>();
            all.forEach(source -> links.add("- " + Sources.link(source)));
            page.lines(links.stream().distinct().toList());
        }
    }

    private static Predicate<DocumentedRule> said(Provider provider) {
        return rule -> rule.rule().provider().filter(provider.id()::equals).isPresent();
    }

    private List<DocumentedRule> of(Predicate<DocumentedRule> which) {
        return rules.stream().filter(which).toList();
    }
}
