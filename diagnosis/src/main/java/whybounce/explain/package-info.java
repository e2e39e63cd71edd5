/**
 * Puts a diagnosis into words for a reader and a language.
 *
 * <pre>{@code
 * var explainer = new Explainer(Catalogue.shipped());
 * Explanation e = explainer.explain(outcome, diagnosis, List.of(), new Reader(Reader.Kind.OWN_SENDER, Locale.ENGLISH));
 * e.headline(); // "Your message to ann@example.org was not delivered: the mailbox is full."
 * }</pre>
 */
@NullMarked
package whybounce.explain;

import org.jspecify.annotations.NullMarked;
