package io.github.sensoringest.window;

import org.apache.camel.processor.aggregate.MemoryAggregationRepository;

/**
 * The tables of the open windows. They stay when the ingest route stops, so that the route that
 * comes in its place goes on with them.
 */
final class WindowRepository extends MemoryAggregationRepository {
  @Override
  protected void doStop() {}
}
