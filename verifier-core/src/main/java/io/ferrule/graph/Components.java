package io.ferrule.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Strongly connected components: the sets of nodes that reach each other. */
public final class Components {

    private Components() {}

    /**
     * The components of a graph, each sorted by name, a component behind all that it leads to.
     *
     * @param successors of every node
     */
    public static List<Set<String>> calleesFirst(Map<String, ? extends Collection<String>> successors) {
        Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        successors.keySet().forEach(graph::addVertex);
        successors.forEach((from, all) -> all.forEach(to -> {
            graph.addVertex(to);
            graph.addEdge(from, to);
        }));
        List<Set<String>> components = new ArrayList<>();
        new TopologicalOrderIterator<>(new KosarajuStrongConnectivityInspector<>(graph).getCondensation())
                .forEachRemaining(component -> components.add(new TreeSet<>(component.vertexSet())));
        Collections.reverse(components);
        return components;
    }
}
