package whybounce.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The catalogue that ships with an operator's rules in front and their words in place of ours. */
class OwnCatalogue implements Catalogue {

    /** The language of what ships in every case. */
    private static final String ENGLISH = "en";

    private final Catalogue shipped;
    private final List<Rule> own;
    private final OwnWords words;

    OwnCatalogue(Catalogue shipped, List<Rule> own, OwnWords words) {
        this.shipped = shipped;
        this.own = List.copyOf(own);
        this.words = words;
    }

    /**
     * What an operator's files say of words.
     *
     * @param byCause by cause id, then by language
     * @param byRule by the id of a rule
     */
    record OwnWords(Map<String, Map<String, WordsChange>> byCause, Map<String, RuleWords> byRule) {
        OwnWords {
            byCause = Map.copyOf(byCause);
            byRule = Map.copyOf(byRule);
        }
    }

    /** The words for where one rule decides, in the one language of its file. */
    record RuleWords(String language, WordsChange change) {}

    @Override
    public List<Cause> causes() {
        return shipped.causes();
    }

    @Override
    public Cause cause(String id) {
        return shipped.cause(id);
    }

    @Override
    public Words words(String causeId, Locale locale) {
        var base = changed(causeId, locale);
        var variants = new HashMap<>(base.variants());
        for (var rule : own) {
            var own = words.byRule().get(rule.id());
            if (own != null && rule.cause().equals(causeId) && isFor(locale, own.language(), causeId)) {
                variants.put(rule.id(), own.change().everywhere(base));
            }
        }
        return base.with(variants);
    }

    private Words changed(String causeId, Locale locale) {
        var base = shipped.words(causeId, locale);
        var changes = words.byCause().getOrDefault(causeId, Map.of());
        var english = changes.get(ENGLISH);
        if (english != null && isFor(locale, ENGLISH, causeId)) {
            base = english.on(base);
        }
        for (String tag : List.of(locale.toLanguageTag(), locale.getLanguage())) {
            var change = changes.get(tag);
            if (change != null && !tag.equals(ENGLISH)) {
                return change.on(base);
            }
        }
        return base;
    }

    final List<Rule> own() {
        return own;
    }

    /** Whether who reads this language reads that one: English also where there is nothing of ours in their own. */
    private boolean isFor(Locale locale, String language, String causeId) {
        return language.equals(ENGLISH)
                ? shipped.words(causeId, locale).equals(shipped.words(causeId, Locale.ENGLISH))
                : language.equals(locale.toLanguageTag()) || language.equals(locale.getLanguage());
    }

    @Override
    public List<Rule> rules() {
        return Stream.concat(own.stream(), shipped.rules().stream()).toList();
    }

    @Override
    public List<Catalogue> layers() {
        return own.isEmpty() ? shipped.layers() : List.of(new OwnRulesOnly(this), shipped);
    }

    @Override
    public List<Provider> providers() {
        return shipped.providers();
    }

    @Override
    public List<BlockList> blockLists() {
        return shipped.blockLists();
    }

    @Override
    public List<LookAlike> lookAlikes() {
        return shipped.lookAlikes();
    }

    /** The same without the rules that ship. */
    private static final class OwnRulesOnly extends OwnCatalogue {

        OwnRulesOnly(OwnCatalogue whole) {
            super(whole.shipped, whole.own, whole.words);
        }

        @Override
        public List<Rule> rules() {
            return own();
        }

        @Override
        public List<Catalogue> layers() {
            return List.of(this);
        }
    }
}
