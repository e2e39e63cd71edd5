package whybounce.check.spf;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.check.Came;
import whybounce.check.Foreign;
import whybounce.check.spf.SpfProblem.Kind;
import whybounce.check.spf.SpfStep.Outcome;
import whybounce.check.spf.SpfTerm.Mechanism;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Dns;
import whybounce.dns.Question;

/** One check: the records that it comes by, and how far the limits are used up. */
final class SpfRun {

    // RFC 7208 section 4.6.4.
    private static final int MOST_LOOKUPS = 10;
    private static final int MOST_VOIDS = 2;

    /** A record of 64 kB holds thousands of terms that match nothing; more than these nobody reads. */
    private static final int MOST_STEPS = 500;

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;

    private final Dns dns;
    private final SpfQuery query;
    private final Hosts hosts;
    private final Macros macros;
    private final List<SpfStep> trace = new ArrayList<>();
    private Optional<SpfProblem> problem = Optional.empty();
    private int lookups;
    private int voids;

    SpfRun(Dns dns, SpfQuery query, String receiver, InstantSource clock) {
        this.dns = dns;
        this.query = query;
        this.hosts = new Hosts(query);
        this.macros = new Macros(query, receiver, clock);
    }

    /**
     * What a record came to.
     *
     * @param decider the domain and the record that decided; another than the one asked about after a redirect
     */
    private record Ruling(SpfResult result, Optional<SpfRecord> own, Optional<Decider> decider) {
        private static Ruling of(SpfResult result) {
            return new Ruling(result, Optional.empty(), Optional.empty());
        }
    }

    private record Decider(String domain, SpfRecord record) {}

    SpfVerdict verdict() {
        // RFC 7208 section 4.3: what is no domain has no policy.
        var ruling = isDomain(query.domain()) ? check(query.domain(), 0) : Ruling.of(SpfResult.NONE);
        return new SpfVerdict(
                ruling.result,
                query.domain(),
                ruling.own.map(SpfRecord::text),
                trace,
                lookups,
                voids,
                ruling.result == SpfResult.FAIL ? ruling.decider.flatMap(this::explanation) : Optional.empty(),
                problem);
    }

    private static boolean isDomain(String name) {
        var labels = name.split("\\.", -1);
        for (var label : labels) {
            if (label.isEmpty() || label.length() > LONGEST_LABEL) {
                return false;
            }
        }
        return labels.length > 1 && name.length() <= LONGEST_NAME && !name.startsWith("[");
    }

    private Ruling check(String domain, int depth) {
        var answer = dns.ask(Question.txt(domain));
        if (answer instanceof CouldNotAsk<String>(var why) && why != Why.BAD_NAME) {
            return temporary(domain, "", "its record: " + Came.text(why));
        }
        var records = answer instanceof Found<String>(var texts)
                ? texts.stream().filter(SpfRecord::isOne).toList()
                : List.<String>of();
        if (records.isEmpty()) {
            return Ruling.of(SpfResult.NONE);
        }
        // RFC 7208 section 4.5: more than one is an error, since nobody knows which is meant.
        if (records.size() > 1) {
            return new Ruling(
                    permanent(Kind.SEVERAL_RECORDS, domain, "", records.size() + " records that begin with v=spf1"),
                    Optional.of(SpfRecord.parse(records.getFirst())),
                    Optional.empty());
        }
        return evaluate(domain, SpfRecord.parse(records.getFirst()), depth);
    }

    private Ruling evaluate(String domain, SpfRecord record, int depth) {
        var broken = record.firstBroken();
        if (broken.isPresent()) {
            // RFC 7208 section 4.6: before anything is evaluated.
            note(new SpfStep(
                    depth,
                    domain,
                    broken.get().text(),
                    List.of(),
                    Outcome.ERROR,
                    broken.get().why()));
            var result = permanent(
                    Kind.SYNTAX, domain, broken.get().text(), broken.get().why());
            return new Ruling(result, Optional.of(record), Optional.empty());
        }
        for (var term : record.mechanisms()) {
            var match = evaluate(domain, term, depth);
            if (match.result().isPresent()) {
                return new Ruling(match.result().get(), Optional.of(record), Optional.of(new Decider(domain, record)));
            }
        }
        return record.modifier("redirect")
                .map(redirect -> redirected(domain, redirect, record, depth))
                .orElseGet(() -> new Ruling(SpfResult.NEUTRAL, Optional.of(record), Optional.empty()));
    }

    private Ruling redirected(String domain, SpfTerm.Modifier redirect, SpfRecord record, int depth) {
        int step = note(
                new SpfStep(depth, domain, redirect.text(), List.of(), Outcome.MATCHED, "nothing before it matched"));
        if (++lookups > MOST_LOOKUPS) {
            return new Ruling(tooManyLookups(domain, redirect.text()), Optional.of(record), Optional.empty());
        }
        var target = macros.name(redirect.value(), domain, name -> hosts.validated(name, new Asking(dns)));
        var ruling = check(target, depth + 1);
        // RFC 7208 section 6.1.
        var result = ruling.result == SpfResult.NONE
                ? permanent(Kind.WITHOUT_RECORD, domain, redirect.text(), Foreign.text(target) + " has no SPF record")
                : ruling.result;
        if (step >= 0 && problem.isPresent()) {
            trace.set(
                    step,
                    new SpfStep(
                            depth,
                            domain,
                            redirect.text(),
                            List.of(),
                            Outcome.ERROR,
                            problem.get().detail()));
        }
        return new Ruling(result, Optional.of(record), ruling.decider);
    }

    /**
     * What a mechanism came to.
     *
     * @param result with which the check ends; nothing where the next term is to be looked at
     */
    private record Match(Optional<SpfResult> result, String why) {
        private static Match no(String why) {
            return new Match(Optional.empty(), why);
        }
    }

    private Match evaluate(String domain, Mechanism term, int depth) {
        var asking = new Asking(dns);
        int step = note(new SpfStep(depth, domain, term.text(), List.of(), Outcome.NOT_MATCHED, ""));
        var match = term.asks() && ++lookups > MOST_LOOKUPS
                ? new Match(Optional.of(tooManyLookups(domain, term.text())), detail())
                : matched(domain, term, depth, asking);
        if (step >= 0) {
            trace.set(step, new SpfStep(depth, domain, term.text(), asking.asked(), outcome(match), match.why));
        }
        return match;
    }

    private static Outcome outcome(Match match) {
        return match.result
                .map(result -> result == SpfResult.TEMPERROR || result == SpfResult.PERMERROR
                        ? Outcome.ERROR
                        : Outcome.MATCHED)
                .orElse(Outcome.NOT_MATCHED);
    }

    private Match matched(String domain, Mechanism term, int depth, Asking asking) {
        var target = term.domain()
                .map(spec -> macros.name(spec, domain, name -> hosts.validated(name, asking)))
                .orElse(domain);
        return switch (term.kind()) {
            case ALL -> new Match(Optional.of(term.onMatch()), "it matches always");
            case IP4, IP6 -> network(term);
            case INCLUDE -> included(domain, term, target, depth);
            case A -> sought(domain, term, hosts.a(target, term.prefix(), asking));
            case MX -> sought(domain, term, hosts.mx(target, term.prefix(), asking));
            case EXISTS -> sought(domain, term, hosts.exists(target, asking));
            case PTR -> sought(domain, term, hosts.ptr(target, asking));
        };
    }

    private Match network(Mechanism term) {
        boolean within = term.network()
                .filter(network -> network.contains(query.address().getAddress()))
                .isPresent();
        return within
                ? new Match(Optional.of(term.onMatch()), "the address is in it")
                : Match.no("the address is not in it");
    }

    private Match sought(String domain, Mechanism term, Hosts.Search search) {
        return switch (search) {
            case Hosts.Hit(var why) -> new Match(Optional.of(term.onMatch()), why);
            case Hosts.Miss(var why) -> Match.no(why);
            case Hosts.Nothing(var why) ->
                ++voids > MOST_VOIDS
                        ? new Match(
                                Optional.of(permanent(
                                        Kind.TOO_MANY_VOIDS,
                                        domain,
                                        term.text(),
                                        "it is the third term for which the DNS has nothing; two are allowed")),
                                detail())
                        : Match.no(why);
            case Hosts.TooMany(var why) ->
                new Match(Optional.of(permanent(Kind.TOO_MANY_MX, domain, term.text(), why)), why);
            case Hosts.Failed(var why) -> new Match(Optional.of(temporary(domain, term.text(), why).result), why);
        };
    }

    // RFC 7208 section 5.2.
    private Match included(String domain, Mechanism term, String target, int depth) {
        var ruling = check(target, depth + 1);
        var shown = Foreign.text(target);
        return switch (ruling.result) {
            case PASS -> new Match(Optional.of(term.onMatch()), shown + " passes it");
            case FAIL, SOFTFAIL, NEUTRAL -> Match.no(shown + " does not pass it");
            case TEMPERROR, PERMERROR -> new Match(Optional.of(ruling.result), detail());
            case NONE ->
                new Match(
                        Optional.of(permanent(Kind.WITHOUT_RECORD, domain, term.text(), shown + " has no SPF record")),
                        detail());
        };
    }

    // RFC 7208 section 6.2; it counts for no limit, and whatever is wrong with it, it is as if it were not there.
    private Optional<String> explanation(Decider decider) {
        return decider.record
                .modifier("exp")
                .map(exp -> macros.name(exp.value(), decider.domain, name -> hosts.validated(name, new Asking(dns))))
                .map(name -> dns.ask(Question.txt(name)))
                .flatMap(answer -> answer instanceof Found<String>(var texts) && texts.size() == 1
                        ? Optional.of(texts.getFirst())
                        : Optional.<String>empty())
                .filter(text -> text.chars().allMatch(c -> c < 0x80))
                .flatMap(text -> MacroString.parse(text, true))
                .map(text -> macros.expand(text, decider.domain, name -> hosts.validated(name, new Asking(dns))));
    }

    private SpfResult tooManyLookups(String domain, String term) {
        return permanent(
                Kind.TOO_MANY_LOOKUPS,
                domain,
                term,
                "it is the eleventh term for which the DNS has to be asked; ten are allowed");
    }

    private SpfResult permanent(Kind kind, String domain, String term, String detail) {
        problem = Optional.of(new SpfProblem(kind, domain, term, detail));
        return SpfResult.PERMERROR;
    }

    private Ruling temporary(String domain, String term, String detail) {
        problem = Optional.of(new SpfProblem(Kind.COULD_NOT_ASK, domain, term, detail));
        return Ruling.of(SpfResult.TEMPERROR);
    }

    private String detail() {
        return problem.map(SpfProblem::detail).orElse("");
    }

    /** The place of the step; -1 where there is no room for more. */
    private int note(SpfStep step) {
        if (trace.size() >= MOST_STEPS) {
            return -1;
        }
        trace.add(step);
        return trace.size() - 1;
    }
}
