"""Vectors, rotations, mesh normals and Catmull-Clark subdivision as one sparse matrix."""

import numpy as np
import scipy.sparse as sp

X, Y, Z = np.eye(3)  # scene axes: viewer's right, away from the viewer, up


def unit(v):
    v = np.asarray(v, float)
    return v / np.linalg.norm(v)


def across(v, axis):
    """The part of v that is square to the axis, as a unit vector."""
    return unit(v - axis * (np.asarray(v, float) @ axis))


def rotation(vector):
    """Rotation matrix of a rotation vector in radians."""
    vector = np.asarray(vector, float)
    angle = np.linalg.norm(vector)
    if angle < 1e-12:
        return np.eye(3)
    k = vector / angle
    K = np.array([[0, -k[2], k[1]], [k[2], 0, -k[0]], [-k[1], k[0], 0]])
    return np.eye(3) + np.sin(angle) * K + (1 - np.cos(angle)) * K @ K


def turn(axis, degrees):
    return rotation(unit(axis) * np.deg2rad(degrees))


def normals(V, T):
    """Area-weighted vertex normals of a triangle mesh."""
    n = np.cross(V[T[:, 1]] - V[T[:, 0]], V[T[:, 2]] - V[T[:, 0]])
    N = np.zeros_like(V)
    for k in range(3):
        np.add.at(N, T[:, k], n)
    return N / np.maximum(np.linalg.norm(N, axis=1, keepdims=True), 1e-12)


def triangles(F):
    return np.concatenate([F[:, [0, 1, 2]], F[:, [0, 2, 3]]])


def _incidence(rows, cols, shape, value=1.0):
    return sp.csr_matrix((np.full(len(rows), value), (rows, cols)), shape)


def _inverse_degree(A):
    return sp.diags(1 / np.maximum(np.asarray(A.sum(1)).ravel(), 1))


def catmull_clark(F, n):
    """One level for an open quad mesh: the sparse operator S (new x n) and the new faces."""
    m = len(F)
    e = np.sort(np.stack([F, np.roll(F, -1, 1)], -1).reshape(-1, 2), 1)
    edges, inverse, count = np.unique(e, axis=0, return_inverse=True, return_counts=True)
    inverse = inverse.reshape(m, 4)
    ne = len(edges)
    face = np.repeat(np.arange(m), 4)
    to_face = _incidence(face, F.ravel(), (m, n), 0.25)
    to_middle = _incidence(np.repeat(np.arange(ne), 2), edges.ravel(), (ne, n), 0.5)
    edge_faces = _incidence(inverse.ravel(), face, (ne, m))
    border = count == 1
    inner = np.where(border, 0.0, 1.0)
    faces_of_edge = np.asarray(edge_faces.sum(1)).ravel()
    edge_points = sp.diags(np.where(border, 1.0, 0.5)) @ to_middle
    edge_points = edge_points + sp.diags(inner * 0.5 / np.maximum(faces_of_edge, 1)) @ (edge_faces @ to_face)

    vertex_faces = _incidence(F.ravel(), face, (n, m))
    valence = np.maximum(np.asarray(vertex_faces.sum(1)).ravel(), 1)
    vertex_edges = _incidence(edges.ravel(), np.repeat(np.arange(ne), 2), (n, ne))
    points = sp.diags(1 / valence) @ (sp.diags(1 / valence) @ (vertex_faces @ to_face))
    points = points + sp.diags(2 / valence) @ (_inverse_degree(vertex_edges) @ (vertex_edges @ to_middle))
    points = points + sp.diags((valence - 3) / valence) @ sp.identity(n)
    on_border = np.zeros(n, bool)
    on_border[edges[border].ravel()] = True
    border_edges = _incidence(edges[border].ravel(), np.repeat(np.where(border)[0], 2), (n, ne))
    border_points = 0.5 * (_inverse_degree(border_edges) @ (border_edges @ to_middle)) + 0.5 * sp.identity(n)
    d = on_border.astype(float)
    points = sp.diags(1 - d) @ points + sp.diags(d) @ border_points

    S = sp.vstack([points, edge_points, to_face]).tocsr()
    fe, fc = n + inverse, n + ne + np.arange(m)
    return S, np.concatenate([np.stack([F[:, k], fe[:, k], fc, fe[:, (k + 3) % 4]], 1) for k in range(4)])


def subdivide_uv(UV):
    centre, middle = UV.mean(1), (UV + np.roll(UV, -1, 1)) / 2
    return np.concatenate([np.stack([UV[:, k], middle[:, k], centre, middle[:, (k + 3) % 4]], 1) for k in range(4)])


def neighbour_mean(edges, n):
    """The operator that puts every vertex amid its neighbours."""
    A = sp.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (n, n)).tocsr()
    A = ((A + A.T) > 0).astype(float)
    return sp.diags(1 / np.maximum(np.asarray(A.sum(1)).ravel(), 1)) @ A
