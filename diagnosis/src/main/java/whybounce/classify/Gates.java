package whybounce.classify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Rule;
import whybounce.classify.CompiledRule.Range;
import whybounce.failure.Stage;
import whybounce.table.TableReader;
import whybounce.table.TableWriter;

/**
 * Which rules may hold for a reply code, a stage and a platform, whatever the words are: sets of rules as bits, all those
 * of a code side by side, so that most others fall without being looked at.
 */
final class Gates {

    /** Three digits (RFC 5321 section 4.2); 0 for none. */
    static final int CODES = 1_000;

    /** RFC 5321 section 4.2.1: 5yz refuses for good, whatever the words behind it say. */
    static final int REFUSED = 500;

    private static final List<Stage> STAGES = List.of(Stage.values());

    // Where in the sets that of a code, a stage and a platform begins.

    private final int[] byCode;
    private final int withoutStage;
    private final Map<Stage, Integer> byStage = new EnumMap<>(Stage.class);
    private final int[] byPlatform;

    private final int[] sets;

    /** @param table where they were written */
    Gates(TableReader table) {
        this.byCode = table.numbers();
        this.withoutStage = table.number();
        for (var stage : STAGES) {
            byStage.put(stage, table.number());
        }
        this.byPlatform = table.numbers();
        this.sets = table.numbers();
    }

    Gate of(int code, Optional<Stage> stage, int speaker) {
        int ofStage = stage.isPresent() ? byStage.getOrDefault(stage.get(), withoutStage) : withoutStage;
        return new Gate(byCode[code], ofStage, byPlatform[speaker]);
    }

    /** The rules that may hold for a code, a stage and a platform. */
    final class Gate {

        private final int ofCode;
        private final int ofStage;
        private final int ofPlatform;

        private Gate(int ofCode, int ofStage, int ofPlatform) {
            this.ofCode = ofCode;
            this.ofStage = ofStage;
            this.ofPlatform = ofPlatform;
        }

        /** Those of one word. */
        int allowed(int word) {
            return sets[ofCode + word] & sets[ofStage + word] & sets[ofPlatform + word];
        }
    }

    /** What may hold, as it is written. */
    static final class Writer {

        private record Asked(Rule.When when, Cause cause, int provider) {

            boolean allowsCode(int code) {
                return (code < REFUSED || cause.bucket() != Cause.Bucket.NONE) && Range.allow(when.codes(), code);
            }

            boolean allowsStage(Optional<Stage> stage) {
                return when.stages().isEmpty()
                        ? stage.isEmpty() || !isIn(when.notStages(), stage.get())
                        : stage.isPresent() && isIn(when.stages(), stage.get());
            }

            private static boolean isIn(List<String> names, Stage stage) {
                return names.stream().anyMatch(stage.name()::equalsIgnoreCase);
            }

            boolean listensTo(int speaker) {
                return provider == Platforms.ANY || provider == speaker;
            }
        }

        private final List<Asked> gates = new ArrayList<>();
        private final Map<BitSet, Integer> known = new HashMap<>();
        private final List<int[]> sets = new ArrayList<>();

        /** @param provider the number of the platform that must have spoken; {@link Platforms#ANY} where anybody may */
        void add(Rule.When when, Cause cause, int provider) {
            gates.add(new Asked(when, cause, provider));
        }

        /** @param providers how many there are */
        void write(TableWriter out, int providers) {
            out.numbers(IntStream.range(0, CODES)
                    .map(code -> set(place -> gates.get(place).allowsCode(code)))
                    .toArray());
            out.number(set(place -> gates.get(place).allowsStage(Optional.empty())));
            STAGES.forEach(stage -> out.number(set(place -> gates.get(place).allowsStage(Optional.of(stage)))));
            out.numbers(IntStream.rangeClosed(Platforms.ANY, providers)
                    .map(speaker -> set(place -> gates.get(place).listensTo(speaker)))
                    .toArray());
            out.numbers(sets.stream().flatMapToInt(IntStream::of).toArray());
        }

        /** Where the set of these rules begins; equal ones are one. */
        private int set(IntPredicate allowed) {
            var set = new BitSet();
            IntStream.range(0, gates.size()).filter(allowed).forEach(set::set);
            return known.computeIfAbsent(set, this::put);
        }

        private int put(BitSet set) {
            int[] words = Places.wordsOf(set, gates.size());
            sets.add(words);
            return (sets.size() - 1) * words.length;
        }
    }
}
