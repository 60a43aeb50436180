# SPDX-License-Identifier: GPL-3.0-or-later
"""The other side of test_archives_interop.cpp: archive_interop.py COMMAND FOLDER. Exits with 1 where something differs."""
import collections
import json
import os
import sys
import zipfile

import numpy


def need(condition, what):
    if not condition:
        print("archive_interop.py:", what)
        sys.exit(1)


NUMPY_NAMES = {"float64": "F64", "float32": "F32", "float16": "F16", "int64": "I64", "int32": "I32", "int16": "I16",
               "int8": "I8", "uint8": "U8", "bool": "BOOL"}


def read_torch(folder):
    import torch
    data = open(folder + "/data.bin", "rb").read()
    kinds = {"F64": (torch.float64, [2, 3]), "F32": (torch.float32, [3, 4]), "F16": (torch.float16, [24]),
             "BF16": (torch.bfloat16, [2, 3, 4]), "I64": (torch.int64, [6, 1]), "I32": (torch.int32, [12]),
             "I16": (torch.int16, [2, 12]), "I8": (torch.int8, [48]), "U8": (torch.uint8, [4, 12])}
    loaded = torch.load(folder + "/ours.pt", weights_only=True)
    need(isinstance(loaded, collections.OrderedDict), "not an OrderedDict")
    need(len(loaded) == 14, "not 14 members")
    for name, (dtype, shape) in kinds.items():
        wanted = torch.frombuffer(bytearray(data), dtype=dtype).reshape(shape)
        read = loaded[name]
        need(read.dtype == dtype and list(read.shape) == shape, name + " has another type or shape")
        need(read.is_contiguous(), name + " is not contiguous")
        need(read.numpy().tobytes() == wanted.numpy().tobytes() if dtype != torch.bfloat16
             else read.view(torch.int16).numpy().tobytes() == data, name + " has other numbers")
    need(loaded["BOOL"].tolist() == [True, False, True], "BOOL")
    need(list(loaded["empty"].shape) == [0, 3], "empty")
    need(loaded["k"] == 1 << 40 and loaded["name"] == "TopK ü" and loaded["b"] is True, "values")
    # Real numbers are beyond the restricted reader of torch 1.13; later ones have them.
    need(torch.load(folder + "/reals.pt")["f"] == 0.1, "reals")
    need(zipfile.ZipFile(folder + "/ours.pt").testzip() is None, "checksums")

    class Linear(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.F32 = torch.nn.Parameter(torch.zeros(3, 4))

    module = Linear()
    module.load_state_dict({"F32": loaded["F32"]})


def read_numpy(folder):
    data = open(folder + "/data.bin", "rb").read()
    shapes = {"F64": ("<f8", (2, 3)), "F32": ("<f4", (3, 4)), "F16": ("<f2", (24,)), "I64": ("<i8", (6, 1)),
              "I32": ("<i4", (12,)), "I16": ("<i2", (2, 3, 4)), "I8": ("i1", (48,)), "U8": ("u1", (4, 12))}
    with numpy.load(folder + "/ours.npz", allow_pickle=False) as loaded:
        need(len(loaded.files) == 9, "not 9 arrays")
        for name, (dtype, shape) in shapes.items():
            need(loaded[name].dtype == numpy.dtype(dtype) and loaded[name].shape == shape, name)
            need(loaded[name].tobytes() == data, name + " has other numbers")
        need(loaded["empty"].shape == (0,), "empty")
    need(zipfile.ZipFile(folder + "/ours.npz").testzip() is None, "checksums")
    large = zipfile.ZipFile(folder + "/zip64.zip")
    need(large.testzip() is None and large.read("a.bin") == data and large.read("b.bin") == data, "zip64")


def tensor_entry(tensor):
    import torch
    names = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16",
             torch.int64: "I64", torch.int32: "I32", torch.int16: "I16", torch.int8: "I8", torch.uint8: "U8",
             torch.bool: "BOOL"}
    plain = tensor.detach().contiguous()
    if tensor.dtype in (torch.float16, torch.bfloat16):
        values = (plain.view(torch.int16).to(torch.int64) & 0xffff).flatten().tolist()
    else:
        values = plain.flatten().to(torch.float64).tolist()
    return [names[tensor.dtype], list(tensor.shape), values]


def write_torch(folder):
    import torch
    torch.manual_seed(1)
    expected = {}

    def flatten(value, path, found):
        join = lambda key: path + "." + str(key) if path else str(key)
        if isinstance(value, torch.Tensor):
            found["tensors"][path] = tensor_entry(value)
        elif isinstance(value, dict):
            for key, member in value.items():
                flatten(member, join(key), found)
        elif isinstance(value, (list, tuple)):
            for i, member in enumerate(value):
                flatten(member, join(i), found)
        elif isinstance(value, torch.dtype):
            found["values"][path] = str(value)
        elif value is not None:
            found["values"][path] = value

    def save(name, value, **options):
        torch.save(value, folder + "/" + name, **options)
        found = {"tensors": {}, "values": {}}
        flatten(value, "", found)
        expected[name] = found

    base = torch.randn(4, 5, 6)
    dtypes = [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16,
              torch.int8, torch.uint8, torch.bool]
    save("dtypes.pt", {str(dtype): (base * 10).to(dtype) for dtype in dtypes})
    save("strides.pt", {"t": base.permute(2, 0, 1), "row": base[1], "step": base[:, ::2, 1::3], "cut": base[1:3, 2:, 5],
                        "expanded": base[:, :1, :1].expand(4, 3, 2), "scalar": base[1, 2, 3],
                        "empty": base[:0], "matrix": torch.randn(130, 70).t()})
    module = torch.nn.Sequential(torch.nn.Linear(5, 7), torch.nn.BatchNorm1d(7), torch.nn.Linear(7, 2))
    save("module.pt", module.state_dict())
    save("parameters.pt", dict(module.named_parameters()))
    save("list.pt", list(module.parameters()))
    save("tensor.pt", base)
    save("parameter.pt", torch.nn.Parameter(base))
    tied = torch.randn(3, 3)
    save("tied.pt", {"a": tied, "b": tied, "c": tied.t()})
    save("nested.pt", {"model": module.state_dict(), "config": {"k": 32, "names": ["a", "ü", None], "rate": 1e-3,
                       "nothing": None, "flag": True, "big": 1 << 50, "minus": -3, "dtype": torch.bfloat16,
                       "shape": torch.Size([3, 4]), "pair": (1, "two")}, "step": torch.tensor(7)})
    optimizer = torch.optim.Adam(module.parameters(), lr=1e-3)
    module(torch.randn(4, 5)).sum().backward()
    optimizer.step()
    save("optimizer.pt", optimizer.state_dict())
    for protocol in (2, 3, 4, 5):
        save("protocol%d.pt" % protocol, {"state": module.state_dict(), "x": [tied, tied]}, pickle_protocol=protocol)
    save("many.pt", {"t%d" % i: torch.full((2,), i) for i in range(3000)})
    json.dump(expected, open(folder + "/expected.json", "w"))


def write_numpy(folder):
    generator = numpy.random.default_rng(1)
    expected = {}

    def entry(array):
        plain = numpy.ascontiguousarray(array)
        values = plain.view(numpy.uint16) if array.dtype == numpy.float16 else plain
        return [NUMPY_NAMES[array.dtype.newbyteorder("=").name], list(array.shape), [float(x) for x in values.flatten()]]

    def save(name, writer, **arrays):
        writer(folder + "/" + name, **arrays)
        expected[name] = {"tensors": {key: entry(array) for key, array in arrays.items()}, "values": {}}

    base = generator.normal(size=(4, 5, 6)) * 10
    arrays = {kind: base.astype(kind) for kind in NUMPY_NAMES}
    save("plain.npz", numpy.savez, **arrays)
    save("compressed.npz", numpy.savez_compressed, **arrays)
    save("orders.npz", numpy.savez, f=numpy.asfortranarray(base), t=base[0].T, cut=base[::2, 1:, ::3],
         scalar=numpy.float32(3.5).reshape(()), empty=numpy.zeros((0, 3)), one=numpy.arange(3))
    swapped = {"d": base.astype(">f8"), "i": (base * 100).astype(">i4"), "f": numpy.asfortranarray(base.astype(">f4"))}
    numpy.savez(folder + "/swapped.npz", **swapped)
    expected["swapped.npz"] = {"tensors": {key: entry(array.astype(array.dtype.newbyteorder("="))) for key, array in
                                           swapped.items()}, "values": {}}
    for name, array in (("a.npy", base), ("b.npy", base[0].T.astype(numpy.float32))):
        numpy.save(folder + "/" + name, array)
        expected[name] = {"tensors": {"": entry(array)}, "values": {}}
    with open(folder + "/v2.npy", "wb") as file:
        numpy.lib.format.write_array(file, base, version=(2, 0))
    expected["v2.npy"] = {"tensors": {"": entry(base)}, "values": {}}
    json.dump(expected, open(folder + "/expected.json", "w"))


class Evil:
    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        return os.system, ("touch '%s/owned'" % self.folder,)


def write_refused(folder):
    import torch
    import argparse
    expected = {}

    def save(name, value, word, **options):
        torch.save(value, folder + "/" + name, **options)
        expected[name] = word

    save("legacy.pt", {"a": torch.ones(2)}, "before PyTorch 1.6", _use_new_zipfile_serialization=False)
    save("evil.pt", Evil(folder), ".system")
    save("evil4.pt", {"a": Evil(folder)}, ".system", pickle_protocol=4)
    save("module.pt", torch.nn.Linear(2, 2), "Linear")
    save("namespace.pt", {"args": argparse.Namespace(k=3)}, "argparse.Namespace")
    save("complex.pt", torch.ones(2, dtype=torch.complex64), "ComplexFloatStorage")
    save("quantized.pt", torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8), "_rebuild_qtensor")
    save("sparse.pt", torch.eye(3).to_sparse(), "_rebuild_sparse_tensor")
    save("set.pt", {"a": {1, 2}}, "set")
    save("conjugate.pt", torch.ones(2, dtype=torch.complex64).conj(), "ComplexFloatStorage")
    torch.jit.script(torch.nn.Linear(2, 2)).save(folder + "/script.pt")
    expected["script.pt"] = "TorchScript"
    numpy.savez(folder + "/objects.npz", a=numpy.array([{}, 1], dtype=object))
    expected["objects.npz"] = "never read"
    numpy.savez(folder + "/texts.npz", a=numpy.array(["x"]))
    expected["texts.npz"] = "not read here"
    numpy.savez(folder + "/complex.npz", a=numpy.ones(2, dtype=numpy.complex64))
    expected["complex.npz"] = "not read here"
    json.dump(expected, open(folder + "/expected.json", "w"))


{"read-torch": read_torch, "read-numpy": read_numpy, "write-torch": write_torch, "write-numpy": write_numpy,
 "write-refused": write_refused}[sys.argv[1]](sys.argv[2])
