/**
 * Makes the guide, {@code docs/guide}, of the catalogue: a page for each cause and each look-alike, and an index. It stands
 * among the tests because {@link whybounce.guide.GuideTest}, which holds the pages in step, is all that runs it.
 */
@NullMarked
package whybounce.guide;

import org.jspecify.annotations.NullMarked;
