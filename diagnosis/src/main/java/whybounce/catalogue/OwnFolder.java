package whybounce.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import whybounce.catalogue.OwnCatalogue.OwnWords;

/**
 * What an operator wrote into a folder of theirs: rules that come before ours, and words in place of ours. A mistake in
 * it is a value, so that all of them can be told at once.
 */
public final class OwnFolder {

    private final Catalogue shipped;
    private final List<String> files;
    private final List<OwnRule> rules;
    private final OwnWords words;
    private final List<CatalogueFault> faults;

    OwnFolder(Catalogue shipped, List<String> files, List<OwnRule> rules, OwnWords words, List<CatalogueFault> faults) {
        this.shipped = shipped;
        this.files = List.copyOf(files);
        this.rules = List.copyOf(rules);
        this.words = words;
        this.faults = List.copyOf(faults);
    }

    /**
     * Reads a folder; one that is not there has no files. Never throws on what stands in it.
     *
     * @param shipped what the rules and words are about
     */
    public static OwnFolder read(Path folder, Catalogue shipped) {
        return OwnReader.read(OwnFiles.read(folder), shipped);
    }

    /** The names of its files. */
    public List<String> files() {
        return files;
    }

    /** The rules in which nothing is wrong as far as reading tells; their examples were not tried. */
    public List<OwnRule> rules() {
        return rules;
    }

    /** For how many causes there are words, be it where one rule decides. */
    public int causesWithWords() {
        var ofRules = rules.stream()
                .map(OwnRule::rule)
                .filter(rule -> words.byRule().containsKey(rule.id()))
                .map(Rule::cause);
        return (int) Stream.concat(words.byCause().keySet().stream(), ofRules)
                .distinct()
                .count();
    }

    public List<CatalogueFault> faults() {
        return faults;
    }

    /** The catalogue that ships with these rules of the folder in front, and with its words. */
    public Catalogue catalogue(List<OwnRule> some) {
        return new OwnCatalogue(shipped, some.stream().map(OwnRule::rule).toList(), words);
    }
}
