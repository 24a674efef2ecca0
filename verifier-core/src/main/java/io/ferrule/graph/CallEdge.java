package io.ferrule.graph;

/** A call site with one of the functions that it may call. */
public record CallEdge(CallSite site, String target) {}
