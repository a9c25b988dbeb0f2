/** Prices of stocks, watched with value state: {@link io.weir.samples.stocks.StockMonitor}. */
@NullMarked
package io.weir.samples.stocks;

import org.jspecify.annotations.NullMarked;
