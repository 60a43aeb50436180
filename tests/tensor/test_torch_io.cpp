// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/device.h"
#include "core/tensor/torch_errors.h"
#include "core/tensor/torch_io.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
#include <cstdlib>

using namespace saferscope;
using check::TemporaryFolder;

TEST(tensors_survive_the_round_trip) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "x.safetensors";
    std::vector<NamedTensor> tensors;
    for (const at::ScalarType type : {at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::kLong, at::kInt,
                                      at::kShort, at::kChar, at::kByte, at::kBool}) {
        tensors.emplace_back(c10::toString(type), (at::arange(6).view({2, 3}) - 2).to(type));
    }
    tensors.emplace_back("scalar", at::scalar_tensor(3.5));
    tensors.emplace_back("empty", at::empty({0, 4}));
    tensors.emplace_back("transposed", at::arange(6, at::kFloat).view({2, 3}).t());
    tensors.emplace_back("learned", at::ones({2}).requires_grad_());
    CHECK_OK(saveTensors(path, tensors, {{"k", "v"}}));
    const auto loaded = loadTensors(path);
    CHECK_OK(loaded);
    CHECK_EQ(loaded->size(), tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        CHECK_EQ((*loaded)[i].first, tensors[i].first);
        CHECK((*loaded)[i].second.scalar_type() == tensors[i].second.scalar_type());
        CHECK(at::equal((*loaded)[i].second, tensors[i].second.detach()));
        CHECK(!(*loaded)[i].second.requires_grad());
    }
    CHECK(!saveTensors(path, {{"c", at::zeros({2}, at::kComplexFloat)}}));
    CHECK_OK(loadTensors(path));  // still the earlier file
}

TEST(unaligned_tensors_load_and_convert) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "x.safetensors";
    // One byte first: everything behind it is unaligned.
    CHECK_OK(saveTensors(
        path,
        {{"a", at::ones({1}, at::kByte)}, {"b", at::tensor({1.5f, -2.25f, 3e-3f})}, {"c", at::tensor({1.5, 2.5})}}));
    const auto file = SafetensorsFile::open(path);
    CHECK_OK(file);
    CHECK(reinterpret_cast<std::uintptr_t>(file->find("b")->data.data()) % 4 != 0);
    CHECK(at::equal(*loadTensor(*file->find("b"), at::kFloat, c10::kCPU), at::tensor({1.5f, -2.25f, 3e-3f})));
    CHECK(at::equal(*loadTensor(*file->find("b"), at::kBFloat16, c10::kCPU),
                    at::tensor({1.5f, -2.25f, 3e-3f}).to(at::kBFloat16)));
    CHECK(at::equal(*mapTensor(*file->find("a")), at::ones({1}, at::kByte)));
    at::Tensor copy = *loadTensor(*file->find("a"), at::kByte, c10::kCPU);
    copy.fill_(7);  // a copy, not the read-only mapping
    CHECK(at::equal(*mapTensor(*file->find("a")), at::ones({1}, at::kByte)));
}

TEST(devices_are_named_strictly) {
    CHECK(*parseDevice("cpu") == c10::Device(c10::kCPU));
    for (const char* name :
         {"", "CPU", "cpu:0", "gpu", "cuda:", "cuda:x", "cuda:1x", "cuda:-1", "cuda: 1", "cuda:99999999999999"}) {
        const auto device = parseDevice(name);
        CHECK(!device);
        CHECK(device.error().code == ErrorCode::Usage);
        CHECK(!device.error().hint.empty());
    }
    CHECK(!parseDevice("cuda:4096"));
    CHECK_EQ(parseDevice("cuda").has_value(), at::hasCUDA());
}

TEST(the_compute_report_says_what_is_bound) {
    ::unsetenv("OMP_NUM_THREADS");
    configureTorch(2);
    CHECK_EQ(at::get_num_threads(), 2);
    configureTorch(1);  // calling it again is harmless
    const ComputeReport report = inspectCompute();
    CHECK_EQ(report.threads, 1);
    CHECK(!report.blas.empty() && !report.torchVersion.empty());
    CHECK(report.fp32Gflops > 0.1);
    CHECK_EQ(report.fastBlas, report.blas != "plain BLAS");
    CHECK_EQ(report.cuda, at::hasCUDA());
}

TEST(exceptions_become_errors) {
    const auto full = guardTorch("Testing", []() -> Status {
        at::empty({std::int64_t{1} << 50});
        return {};
    });
    CHECK(!full);
    CHECK(full.error().code == ErrorCode::OutOfMemory);
    CHECK(!full.error().hint.empty());
    const auto mismatch = guardTorch("Testing", []() -> Status {
        at::mm(at::ones({2, 3}), at::ones({2, 3}));
        return {};
    });
    CHECK(!mismatch);
    CHECK(mismatch.error().code == ErrorCode::Failed);
    CHECK(mismatch.error().message.starts_with("Testing: "));
    CHECK(mismatch.error().message.find('\n') == std::string::npos);
}
